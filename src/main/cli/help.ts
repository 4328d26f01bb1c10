export const HELP = `pickspan: a station that picks, packs and ships orders, and traces each back to its checkout

  intake [FILE...]               orders and events in ('-': standard input; no FILE: what lies in the
                                 inbox folder); a JSON line out per event
  terminal                       the station on standard input and output: a scan a line, a JSON answer a line
  sync [--now]                   sends what waits to the OTLP endpoint; exit 1 when something stays
  takeover STATION [--lead BADGE --reason TEXT]
                                 takes the orders of a station of the floor that is gone for good
  operators list | add ID [--name N] [--role worker|lead|admin] [--pin] | remove ID | pin ID [--none]
            | import FILE | hash
                                 who may work here; PINs are read from standard input
  audit [--from T] [--to T] [--order ID] [--operator ID] [--json|--csv] | --verify [--head ID:HASH]
                                 who did what; --verify: whether the log is as it was written
  release ORDER [--lead BADGE] [--reason WORD]
                                 lets an order go that waits for a lead: short, or at another station too
  status [--json]                orders, spans, events, paper and numbers of this station
  journey ORDER [--json]         where an order spent its time
  report sla --over 48h [--json|--csv]
                                 orders over a limit (48h, 2d, PT48H), also those not dispatched yet
  report figures [--day 2026-11-20] [--json|--csv]
                                 orders, lines, units and scans by hour, worker and stage
  backup FILE                    copies the station into one file, beside a running station
  restore FILE                   puts a backup back; what was there before is kept aside
  verify FILE [--json]           whether this version can open a backup: tried on a copy
  doctor [--json]                checks database, numbers, printers, endpoint, clock and disk, and says what to do
  setup [--from FILE] [--check [--print]] [--json]
                                 what is set up and what is missing; --from takes a whole station.json, its secrets
                                 go to the keychain; --check tries all of it, --print with a page on each printer
  settings [export [FILE] | import FILE | set PATH VALUE | unset PATH | secret NAME | undo | history]
                                 station.json with checks and a way back; exports hold no secrets;
                                 --dry-run only says what would change, --for-others leaves out what is one station's
  diagnostics FILE               one text file for support: state, settings, log, without anybody's data
  sheet commands | badges ID... | bins FILE | scanner [--out FILE]
                                 codes to print and scan, as a PDF; scanner: set-up codes by maker
  demo [--keep]                  a whole shift on an embedded set-up, with proofs; --keep leaves its folder
  upstream [--orders N] [--to inbox|http|amqp] [--endpoint URL]
                                 plays a shop: orders with their checkouts' spans, for trying out
  open [--browser] [--port N] [--no-open] [--demo] [--no-sync]
                                 the station in a window; --browser: in a browser on this computer;
                                 --demo: with sample orders

  --data DIR                     the data folder (or PICKSPAN_DATA)
  --verbose                      with stack traces
  --help, --version

Exit codes: 0 done; 1 refused, late or unhealthy; 2 wrong usage; 3 the data folder cannot be used.`;
