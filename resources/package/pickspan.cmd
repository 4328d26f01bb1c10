@echo off
rem `pickspan` on a command line. In a batch file cmd.exe waits for a program with windows, too.
setlocal
"%~dp0..\Pickspan.exe" --cli %*
exit /b %errorlevel%
