package io.linli.audit;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * One record as a seal holds it: which, in which month, and the hash of its content.
 *
 * @param month counted from the year 0
 * @param hash hexadecimal
 */
record Leaf(UUID id, int month, String hash) {

    private static final int BYTES = 2 * Long.BYTES + Short.BYTES + Merkle.HASH;
    private static final int MONTHS = 12;
    private static final HexFormat HEX = HexFormat.of();

    static Leaf of(AuditRecord record) {
        var month = YearMonth.from(record.written().atZone(ZoneOffset.UTC));
        return new Leaf(record.by().id(), month.getYear() * MONTHS + month.getMonthValue() - 1, hash(record));
    }

    static String hash(AuditRecord record) {
        return HEX.formatHex(record.leaf());
    }

    LocalDate firstOfMonth() {
        return LocalDate.of(month / MONTHS, month % MONTHS + 1, 1);
    }

    static String root(List<Leaf> leaves) {
        return HEX.formatHex(
                Merkle.root(leaves.stream().map(Leaf::toBytes).map(Merkle::leaf).toList()));
    }

    static byte[] toBytes(List<Leaf> leaves) {
        var bytes = ByteBuffer.allocate(leaves.size() * BYTES);
        leaves.forEach(leaf -> bytes.put(leaf.toBytes()));
        return bytes.array();
    }

    static List<Leaf> read(byte[] bytes) {
        var leaves = new ArrayList<Leaf>(bytes.length / BYTES);
        for (var in = ByteBuffer.wrap(bytes); in.remaining() >= BYTES; ) {
            var id = new UUID(in.getLong(), in.getLong());
            int month = Short.toUnsignedInt(in.getShort());
            var hash = new byte[Merkle.HASH];
            in.get(hash);
            leaves.add(new Leaf(id, month, HEX.formatHex(hash)));
        }
        return leaves;
    }

    private byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putShort((short) month)
                .put(HEX.parseHex(hash))
                .array();
    }
}
