package io.linli.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/** The root of a Merkle tree as in RFC 6962, section 2.1: leaves and nodes are told apart, so that none passes for the other. */
final class Merkle {

    static final int HASH = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private Merkle() {}

    static byte[] leaf(byte[] content) {
        var sha256 = sha256();
        sha256.update(LEAF);
        return sha256.digest(content);
    }

    static byte[] root(List<byte[]> leaves) {
        return switch (leaves.size()) {
            case 0 -> sha256().digest();
            case 1 -> leaves.getFirst();
            default -> {
                int split = Integer.highestOneBit(leaves.size() - 1);
                var sha256 = sha256();
                sha256.update(NODE);
                sha256.update(root(leaves.subList(0, split)));
                yield sha256.digest(root(leaves.subList(split, leaves.size())));
            }
        };
    }

    static byte[] sha256(byte[]... parts) {
        var sha256 = sha256();
        Arrays.stream(parts).forEach(sha256::update);
        return sha256.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing in this Java", e);
        }
    }
}
