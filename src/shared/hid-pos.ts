/** The HID usage page of barcode scanners. Source: USB HID Point of Sale Usage Tables 1.02, section 2. */
export const HID_POS_PAGE = 0x8c;
