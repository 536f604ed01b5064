package io.linli.audit;

import io.linli.privacy.Vault;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * What was sealed together: the records up to a position, as a Merkle root, chained to the seal before by its code.
 *
 * @param root the code, hexadecimal as the Merkle root
 */
record Seal(long number, Instant at, Position last, List<Leaf> leaves, String merkle, String root) {

    /** Stands before the first. */
    static final String NO_ROOT = "0".repeat(2 * Merkle.HASH);

    private static final String PURPOSE = "audit.seal";

    static Seal over(List<AuditRecord> records, long number, String before, Instant at, Vault vault) {
        var leaves = records.stream().map(Leaf::of).toList();
        var last = records.getLast().position();
        var open = new Seal(number, at, last, leaves, Leaf.root(leaves), NO_ROOT);
        return new Seal(number, at, last, leaves, open.merkle, open.code(before, vault));
    }

    /** Whether it is as it was made, after that root. */
    boolean holds(String before, Vault vault) {
        return merkle.equals(Leaf.root(leaves)) && root.equals(code(before, vault));
    }

    /** The line of the copy in a file. */
    String line() {
        return "%d %s %d/%s/%d %d %s %s"
                .formatted(number, at, last.epoch(), last.xid(), last.number(), leaves.size(), merkle, root);
    }

    private String code(String before, Vault vault) {
        var content = new Content()
                .add(number)
                .add(at)
                .add(last.epoch())
                .add(last.transaction())
                .add(last.number())
                .add(merkle)
                .add(before)
                .toBytes();
        return HexFormat.of().formatHex(vault.mac(PURPOSE, content));
    }
}
