export const HELP = `pickspan: a station that picks, packs and ships orders, and traces each back to its checkout

  intake [FILE...]               orders and events in ('-': standard input; no FILE: what lies in the
                                 inbox folder); a JSON line out per event
  terminal                       the station on standard input and output: a scan a line, a JSON answer a line
  sync [--now]                   sends what waits to the OTLP endpoint; exit 1 when something stays
  takeover STATION               takes the orders of a station of the floor that is gone for good
  release ORDER [--reason WORD]  lets an order go that waits for a lead: short, or at another station too
  status [--json]                orders, spans, events, paper and numbers of this station
  journey ORDER [--json]         where an order spent its time
  report sla --over 48h [--json|--csv]
                                 orders over a limit (48h, 2d, PT48H), also those not dispatched yet
  backup FILE                    copies the station into one file, beside a running station
  restore FILE                   puts a backup back; what was there before is kept aside
  doctor [--json]                checks database, numbers, printers, endpoint, clock and disk, and says what to do
  sheet commands | badges ID... | bins FILE [--out FILE]
                                 codes to print and scan, as a PDF
  demo [--keep]                  a whole shift on an embedded set-up, with proofs; --keep leaves its folder
  open [--browser] [--port N] [--no-open] [--demo] [--no-sync]
                                 the station in a window; --browser: in a browser on this computer;
                                 --demo: with sample orders

  --data DIR                     the data folder (or PICKSPAN_DATA)
  --verbose                      with stack traces
  --help, --version

Exit codes: 0 done; 1 refused, late or unhealthy; 2 wrong usage; 3 the data folder cannot be used.`;
