package io.linli.notify;

import java.util.List;

/** How far an announcement came, by grid, as far as the caller's posts see. */
public record Receipts(Announcement announcement, Count total, List<OfArea> areas) {

    /**
     * So many.
     *
     * @param listed whom it is for
     * @param told in whose inbox it is
     * @param read who opened it
     * @param reminded who were reminded and have not opened it yet
     * @param deliveryRate told of listed, in per cent with one decimal
     * @param readRate read of told, in per cent with one decimal
     */
    public record Count(int listed, int told, int read, int reminded, double deliveryRate, double readRate) {

        static Count of(int listed, int told, int read, int reminded) {
            return new Count(listed, told, read, reminded, rate(told, listed), rate(read, told));
        }

        private static double rate(int some, int all) {
            return all == 0 ? 0 : Math.round(1000.0 * some / all) / 10.0;
        }
    }

    /** The grid, or the smallest area that is known of somebody. */
    public record OfArea(String area, Count count) {}
}
