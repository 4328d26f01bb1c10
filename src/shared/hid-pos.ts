/** HID usage pages of what stands at a bench. Source: USB HID Point of Sale Usage Tables 1.02, sections 2 and 3. */
export const SCANNER_PAGE = 0x8c;
export const SCALE_PAGE = 0x8d;
