; Included by electron-builder's installer (nsis.include in electron-builder.ts).

; For all users of a computer the data lies beside nobody's profile, and only members of the group may read it:
;   net localgroup "Pickspan Users" BENCH7 /add
!macro customInstall
  ${If} $installMode == "all"
    ReadEnvStr $R8 PROGRAMDATA
    ${IfNot} ${FileExists} "$R8\Pickspan\*.*"
      nsExec::Exec 'net localgroup "Pickspan Users" /add /comment:"May work with Pickspan on this computer"'
      Pop $R9
      CreateDirectory "$R8\Pickspan"
      ; SYSTEM and Administrators by their SIDs, which have the same name in every language.
      nsExec::Exec 'icacls "$R8\Pickspan" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F "Pickspan Users":(OI)(CI)M'
      Pop $R9
    ${EndIf}
  ${EndIf}
!macroend

; /CHECK=FILE installs nothing: it asks the version in this installer whether it can open that backup, and ends with its
; exit code. So a station learns it before an update takes the place of what works.
!macro customInit
  ${GetParameters} $R7
  ClearErrors
  ${GetOptions} $R7 "/CHECK=" $R8
  ${IfNot} ${Errors}
    InitPluginsDir
    SetOutPath "$PLUGINSDIR\check"
    !ifdef APP_64
      File /oname=$PLUGINSDIR\check.7z "${APP_64}"
    !endif
    Nsis7z::Extract "$PLUGINSDIR\check.7z"
    nsExec::Exec '"$PLUGINSDIR\check\Pickspan.exe" --cli verify "$R8" --json'
    Pop $R9
    ${If} $R9 == "error"
      StrCpy $R9 1
    ${EndIf}
    SetOutPath $TEMP
    SetErrorLevel $R9
    Quit
  ${EndIf}
!macroend

; Whoever removes the program is asked about the data; unattended, and by an update, it stays.
!macro customUnInstall
  ${IfNot} ${isUpdated}
    ReadEnvStr $R8 PROGRAMDATA
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Remove the orders, numbers and settings of this station as well?$\r$\n$\r$\nThey cannot be had back without a backup." /SD IDNO IDNO keep
      ${If} $installMode == "all"
        RMDir /r "$R8\Pickspan"
      ${Else}
        RMDir /r "$APPDATA\Pickspan"
      ${EndIf}
    keep:
  ${EndIf}
!macroend
