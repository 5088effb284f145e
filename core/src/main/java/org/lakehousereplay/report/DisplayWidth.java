package org.lakehousereplay.report;

/** How many columns of a terminal a text takes: East Asian wide characters take two, combining marks none. */
final class DisplayWidth {

    /** Pairs of first and last code point of the blocks that terminals draw two columns wide. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0xA4CF, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F,
        0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000,
        0x3FFFD,
    };

    private DisplayWidth() {}

    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    static int of(int codePoint) {
        if (codePoint < WIDE[0]) {
            return isCombining(codePoint) ? 0 : 1;
        }
        for (int index = 0; index < WIDE.length; index += 2) {
            if (codePoint >= WIDE[index] && codePoint <= WIDE[index + 1]) {
                return 2;
            }
        }
        return isCombining(codePoint) ? 0 : 1;
    }

    private static boolean isCombining(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }
}
