import type { Code } from '../../shared/answers.ts';

/** Words of ours that stand in a message by their English names: what is expected, states, reasons, roles. */
type Term =
  | 'term.lot'
  | 'term.serial'
  | 'term.expiry'
  | 'term.item'
  | 'term.box'
  | 'term.order'
  | 'term.command'
  | 'term.pick'
  | 'term.pack'
  | 'term.ship'
  | 'term.missing'
  | 'term.damaged'
  | 'term.wrong_stock'
  | 'term.items'
  | 'term.payment'
  | 'term.inventory'
  | 'term.product'
  | 'term.put-back'
  | 'term.held'
  | 'term.ready'
  | 'term.picking'
  | 'term.picked'
  | 'term.packing'
  | 'term.packed'
  | 'term.shipping'
  | 'term.dispatched'
  | 'term.short'
  | 'term.cancelled'
  | 'term.put_back'
  | 'term.handed_over'
  | 'term.conflict';

/** Sentences that are not the plain answer of a code: other wordings of an answer, what the screen asks for, warnings. */
export type ExtraMessage =
  | Term
  | 'pick.item.detail'
  | 'pick.opened.walk'
  | 'pick.opened.walk.left'
  | 'pick.item.slot'
  | 'pick.item.put'
  | 'pick.item.put.first'
  | 'pick.quantity.bins'
  | 'pick.line.slot'
  | 'pick.line.slot.next'
  | 'pick.line.short.slot'
  | 'pick.done.walk'
  | 'pick.tote.slot'
  | 'say.walk.item'
  | 'say.walk.tote'
  | 'say.walk.tote.first'
  | 'pack.opened.several'
  | 'pack.item.last'
  | 'pack.item.lot'
  | 'putback.incomplete'
  | 'ship.handover.pile'
  | 'say.signin'
  | 'say.pin'
  | 'say.lead.short'
  | 'say.lead.weight'
  | 'say.lead.reprint'
  | 'say.lead.noprint'
  | 'say.lead.release'
  | 'say.lead.takeover'
  | 'say.lead.reason'
  | 'say.home'
  | 'say.home.empty'
  | 'say.pick.bin'
  | 'say.pick.item'
  | 'say.pick.lot'
  | 'say.pick.expiry'
  | 'say.pick.serial'
  | 'say.pack.item'
  | 'say.pack.weight'
  | 'say.pack.done'
  | 'say.pack.closed'
  | 'say.pack.reason'
  | 'say.putback.bin'
  | 'say.putback.item'
  | 'say.short'
  | 'say.paper.label'
  | 'say.paper.page'
  | 'say.paper.again'
  | 'say.conflict'
  | 'say.unanswered'
  | 'say.takeover.asked'
  | 'say.takeover.done'
  | 'say.stopped'
  | 'say.stopped.why'
  | 'say.ship.label'
  | 'say.ship.no_label'
  | 'say.ship.handover';

export type Messages = Readonly<Record<Code | ExtraMessage, string>>;

/**
 * What the station says, in English. Short, and always the way out. `{name}` is filled in; what is filled in is data and
 * is shown as it is.
 */
export const en: Messages = {
  'signin.ok': 'Hello {operator}.',
  'signin.needed': 'Scan your badge first.',
  'signin.pin.needed': 'Scan or type your PIN.',
  'signin.pin.wrong': 'Wrong PIN. Try again.',
  'signin.pin.wait': 'Too many wrong PINs. Wait {seconds} s, or have an admin set a new one.',
  'signin.unknown': 'Badge {operator} is not known here. Ask an admin.',
  'signin.cancelled': 'Left. Scan your badge.',
  'signout.ok': 'Signed out.',
  'language.ok': 'English.',

  'pick.opened': 'Pick order {order}.',
  'pick.none': 'No order waits to be picked.',
  'pick.bin.ok': 'Right bin. Scan {item}.',
  'pick.bin.wrong': 'Wrong bin: this is {scanned}. Go to {bin}.',
  'pick.bin.first': 'Scan bin {bin} first, then the item.',
  'pick.bin.next': 'Bin {bin} left ({reason}): take the rest of {item} from {next}.',
  'pick.item.ok': 'Right item. {left} more.',
  'pick.item.detail': 'Right item. Now its {missing}.',
  'pick.item.wrong': 'Wrong item: {scanned}. Put it back, scan {item}.',
  'pick.item.over': 'Too many: the order wants {quantity} of {item}. Put the rest back.',
  'pick.item.first': 'Scan {item} first.',
  'pick.case.unknown': 'Case not known: how many are in it? Scan single items, or set the count.',
  'pick.detail.first': 'First give the {missing} of {item}, then scan the next one.',
  'pick.serial.repeated': 'Serial {serial} is counted already. Take another {item}.',
  'pick.serial.each': 'Every {item} has its own serial number: scan each one.',
  'pick.quantity.lots': 'Several lots of {item} are counted: scan each unit, or undo.',
  'pick.line.done': '{item} complete.',
  'pick.line.short': '{item} is short: {done} of {quantity} ({reason}).',
  'pick.skip.ok': 'Skipped {item} for now. Go to {bin}.',
  'pick.skip.last': '{item} is the only line left: pick it, report it short, or put the job down.',
  'pick.tote.ok': 'Tote {tote}.',
  'pick.tote.taken': 'Tote {tote} carries order {order}. Take another tote.',
  'pick.incomplete': 'Open lines: {count} ({items}). Pick them or report them short.',
  'pick.done': 'Order picked.',
  'pick.put_down': 'Order {order} put down. Anybody can go on with it.',
  'pick.opened.walk': 'Walk with {orders} orders, {bins} bins. Totes on the cart.',
  'pick.opened.walk.left': 'Walk {batch}: {orders} orders, {bins} bins. Left out, cannot be picked now: {left}.',
  'pick.batch.size': '{count} orders are too many: this cart takes {most}.',
  'pick.batch.none': 'Nothing of {batch} can be picked now: {left}.',
  'pick.batch.closed': 'Walk {batch} is over already.',
  'pick.item.slot': 'Into slot {slot}. {left} more.',
  'pick.item.put': 'Right item. Into slot {slot}: scan its tote {tote}.',
  'pick.item.put.first': 'Right item. Into slot {slot}: scan the tote that stands there.',
  'pick.quantity.bins': 'Of {item}, {taken} come from other bins: count these too.',
  'pick.line.slot': 'Into slot {slot}. It has all of {item}.',
  'pick.line.slot.next': 'Into slot {slot}: all there. The next one into slot {next}.',
  'pick.line.short.slot': '{item} is short for slot {slot}: {done} of {quantity} ({reason}).',
  'pick.done.walk': 'Walk over: {orders} orders picked.',
  'pick.tote.slot': 'Slot {slot}: tote {tote}.',
  'pick.slot.first': 'First put it into slot {slot} and scan the tote there.',
  'pick.slot.wrong': 'Wrong slot: {scanned}. It goes into slot {slot}, tote {tote}.',

  'putback.opened': 'Put back what was picked of order {order}.',
  'putback.done': 'Everything is back in its bin.',
  'put_back.put_down': 'Order {order} put down. Anybody can go on with it.',
  'short.opened': 'Order {order} is short: {items}. A lead decides.',
  'short.released': 'Order {order} goes on with what there is.',
  'short.nothing': 'Nothing of order {order} was picked: it cannot go on. The shop has to cancel it.',
  'short.put_down': 'Order {order} still waits for a lead.',
  'conflict.opened': 'Station {station} has taken over order {order}. Nothing of it may leave here; a lead decides.',
  'conflict.released': 'Order {order} is left to station {station}.',
  'conflict.unanswered':
    'Order {order} was taken over from station {station}, which has not answered. A lead looks whether it left there.',
  'conflict.vouched': 'Order {order} may leave here: a lead has looked.',
  'conflict.reason.ok': 'Reason: {reason}.',
  'conflict.reason.needed': 'First say why this station goes on (PS:REASON:<word>).',
  'conflict.kept': 'Order {order} is picked here again; station {station} is told to stop.',
  'conflict.gone': 'Order {order} has left station {station} already: it cannot go on here.',
  'conflict.other': 'Order {order} is at station {station}.',
  'takeover.asked': 'Taking over the orders of station {station}.',
  'takeover.alone': 'This station has no broker: there is no floor to take over from.',
  'takeover.self': '{station} is this station.',

  'lead.needed': "This needs a lead: have a lead's badge scanned. PUT DOWN takes it back.",
  'lead.reason.needed': 'First say why: scan or choose a reason.',
  'lead.reason.ok': "Reason: {reason}. Now a lead's badge.",
  'lead.role': "{operator} is no lead. Have a lead's badge scanned, or PUT DOWN.",
  'lead.changed': 'The work has changed meanwhile: nothing was done. Look, and do it again.',
  'lead.withdrawn': 'Taken back.',

  'undo.ok': 'Undone.',
  'undo.nothing': 'There is nothing to undo.',

  'pack.opened': 'Pack order {order}.',
  'pack.opened.several': 'Pack order {order}. One box will not do: {boxes}.',
  'pack.none': 'No order waits to be packed.',
  'pack.box.ok': 'Box: {box}.',
  'pack.box.unknown': 'No box is called {box}. Boxes here: {boxes}.',
  'pack.item.ok': '{item}. {left} more.',
  'pack.item.last': '{item}. All units are in. Weigh the parcel.',
  'pack.item.wrong': 'Not of this order: {scanned}. Take it out.',
  'pack.item.lot': 'This {item} has another lot or serial than was picked. Take it out.',
  'putback.incomplete': 'Still to go back: {items}. Put the job down with PS:CANCEL to go on later.',
  'pack.item.over': 'Too many: {quantity} of {item} were picked. Take it out.',
  'pack.scan.each': 'At the packing bench every unit is scanned.',
  'pack.incomplete': 'Still missing: {items}. Scan them, or report them short.',
  'pack.short.ok': '{units} released as {reason}.',
  'pack.short.nothing': 'Nothing is missing.',
  'pack.empty': 'This parcel is empty: scan an item first.',
  'pack.weight.ok': '{grams} g.',
  'pack.weight.needed': 'Weigh the parcel first.',
  'pack.weight.discrepancy':
    'Weight is {grams} g, {expected} g was expected. Check the box, then give a reason or weigh again.',
  'pack.reason.needed': 'First say why the weight differs, or weigh again.',
  'pack.parcel.done': 'Parcel {number} closed. Fill the next one.',
  'pack.done': 'Order packed: parcels: {parcels}.',
  'pack.put_down': 'Order {order} put down. Anybody can go on with it.',

  'ship.opened': 'Parcel {number} of order {order}. Stick its label on and scan it.',
  'ship.none': 'No parcel waits to be shipped.',
  'ship.unsettled':
    'Whether order {order} is only here is not known yet. It may leave once the broker has answered, or when a lead releases it.',
  'ship.label.ok': 'Right label.',
  'ship.label.wrong': 'Wrong label: {scanned}. This parcel needs {tracking}.',
  'ship.label.needed': 'Scan the label on parcel {number} first.',
  'ship.handover.ok': 'Parcel {number} of order {order} handed over to {carrier}.',
  'ship.handover.pile': '{parcels} parcels handed over to {carrier}.',
  'ship.handover.none': 'No proved parcel waits for {carrier}. Carriers here: {carriers}.',
  'ship.put_down': 'Order {order} put down. Anybody can go on with it.',

  'print.confirmed': 'Good: it came out.',
  'print.not_out': 'Then print it again with a reason, or leave it (NOT THERE).',
  'print.given_up': 'Left: it is not printed again.',
  'print.scan.needed': 'Scan the label itself: that proves it.',
  'print.ok': 'Printing: {papers}.',
  'print.again': 'Printed again on {printer}.',
  'print.waiting':
    'It has not been printed yet: it waits for {printer}. PS:PRINT tries at once, PS:PRINTER takes another printer.',
  'print.preview': 'Paper of order {order} on the screen.',
  'print.cancelled': 'Not printed. PS:REPRINT with a reason prints it after all.',
  'print.too_late': 'Not cancelled: {printer} has it already. Look there, and throw away what comes out.',
  'print.nothing': 'There is no paper to print. PS:REPRINT with a reason prints one again.',
  'printer.ok': 'Printer {printer} from now on.',
  'printer.unknown': 'There is no printer {printer}. There are: {printers}.',
  'say.paper.label':
    'Did the label for order {order}, parcel {number} come out of {printer}? Scan it. If not: NOT THERE.',
  'say.paper.page': 'Did the paper for {order} (number {number}) come out of {printer}? IT IS HERE or NOT THERE.',
  'say.paper.again': 'Print it again? Give the reason. If nobody needs it: NOT THERE.',

  'numbers.exhausted': 'No number is left for {series}. Call a lead: this station needs a new range.',
  'numbers.copied':
    'No number for {series}: this station was copied from another computer. Call a lead: it needs a range of its own.',
  'order.journey': 'Order {order}: {state}, parcels: {parcels}.',
  'figures.shown': 'The figures of today are on the screen.',
  'order.held': 'Order {order} still waits for: {reason}.',
  'order.short': 'Order {order} is short. A lead decides.',
  'order.closed': 'Order {order} is {state} already.',
  'order.elsewhere': 'Order {order} is at another station.',
  'job.open': 'Order {order} is open here. Finish it or put it down first.',
  'role.missing': 'This station does not {role}.',
  'nothing.open': 'Nothing is open that this belongs to.',
  'command.unavailable': '{command} cannot be used here.',
  'scan.unknown': 'Not known here: {scanned}. Expected: {expected}.',
  'scan.malformed': 'Cannot be read: {reason}.',
  'station.busy': 'The station cannot write: {reason}. Nothing was changed; call support.',
  'station.full':
    'The disk is full: this was not saved, and nothing was changed. Free some space or call support, then scan again.',

  'say.signin': 'Scan your badge.',
  'say.pin': '{operator}: type your PIN.',
  'say.lead.short': "Short {units} of {of}: a lead's badge, please.",
  'say.lead.weight': "The weight is {off} g off: a lead's badge, please.",
  'say.lead.reprint': "Printing again: a lead's badge, please.",
  'say.lead.noprint': "Not printing what waits: a lead's badge, please.",
  'say.lead.release': "To release this order: a lead's badge, please.",
  'say.lead.takeover': "To take over: a lead's badge, please.",
  'say.lead.reason': 'Why? Choose or scan a reason.',
  'say.home': 'Scan an order, or choose what to do.',
  'say.home.empty': 'Nothing waits here.',
  'say.pick.bin': 'Go to bin {bin} and scan it.',
  'say.pick.item': 'Scan {item}: {done} of {quantity}.',
  'say.pick.lot': 'Give the lot of {item}.',
  'say.pick.expiry': 'Give the expiry date of {item}.',
  'say.pick.serial': 'Give the serial number of {item}.',
  'say.walk.item': 'Scan {item} into slot {slot}: {done} of {quantity}.',
  'say.walk.tote': 'Put it into slot {slot} and scan tote {tote}.',
  'say.walk.tote.first': 'Put it into slot {slot} and scan the tote there.',
  'say.pack.item': 'Scan each item into box {box}: {done} of {total}.',
  'say.pack.weight': 'Weigh the parcel, then scan DONE.',
  'say.pack.done': 'Close the parcel: scan DONE.',
  'say.pack.closed': 'Order {order} is packed. Put slips and labels on its parcels.',
  'say.pack.reason': 'Why does the weight differ? Scan a reason, or weigh again.',
  'say.putback.bin': 'Bring {item} back to bin {bin}.',
  'say.putback.item': 'Put {item} back: {done} of {quantity}.',
  'say.short': 'Short: {items}. RELEASE sends what there is, PUT DOWN leaves it for later.',
  'say.conflict':
    'Station {station} has this order. RELEASE leaves it to them; a reason and PS:TAKEOVER:{station} goes on here.',
  'say.unanswered': 'Did order {order} leave station {station}? RELEASE ships it here, PUT DOWN asks again later.',
  'say.takeover.asked': 'Taking over the orders of station {station} … {because}',
  'say.takeover.done': 'Taken over from station {station}: {taken}; {stayed} stay there.',
  'say.stopped': 'The screen stopped several times',
  'say.stopped.why': 'It is loaded again in a minute. Everything that was accepted is kept.',
  'say.ship.label': 'Stick the label on parcel {number} and scan it.',
  'say.ship.no_label':
    'Parcel {number} has no label: it was not printed. Print it again with a reason (PS:REPRINT), then scan it.',
  'say.ship.handover': 'Hand the parcel to {carrier}, then scan HAND OVER.',

  'term.lot': 'lot',
  'term.serial': 'serial number',
  'term.expiry': 'expiry date',
  'term.item': 'item',
  'term.box': 'box',
  'term.order': 'order',
  'term.command': 'command',
  'term.pick': 'pick',
  'term.pack': 'pack',
  'term.ship': 'ship',
  'term.missing': 'missing',
  'term.damaged': 'damaged',
  'term.wrong_stock': 'wrong item in the bin',
  'term.items': 'items',
  'term.payment': 'payment',
  'term.inventory': 'stock',
  'term.product': 'product data',
  'term.put-back': 'goods that go back',
  'term.held': 'held',
  'term.ready': 'ready to pick',
  'term.picking': 'being picked',
  'term.picked': 'picked',
  'term.packing': 'being packed',
  'term.packed': 'packed',
  'term.shipping': 'being shipped',
  'term.dispatched': 'dispatched',
  'term.short': 'short',
  'term.cancelled': 'cancelled',
  'term.put_back': 'put back',
  'term.handed_over': 'handed over',
  'term.conflict': 'conflict',
};
