package io.linli.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;

/** The keys of an instance: one for each version, the newest seals, all open; and the key of the blind index. */
final class KeyRing {

    static final int LAST_VERSION = 0xFFFF;

    private final SortedMap<Integer, byte[]> versions;
    private final byte[] index;
    private final Map<Use, SecretKey> derived = new ConcurrentHashMap<>();

    KeyRing(SortedMap<Integer, byte[]> versions, byte[] index) {
        if (versions.isEmpty() || versions.firstKey() < 1 || versions.lastKey() > LAST_VERSION) {
            throw new IllegalArgumentException("has no key, or one with an impossible version");
        }
        if (index.length != Aes.KEY_BYTES || versions.values().stream().anyMatch(key -> key.length != Aes.KEY_BYTES)) {
            throw new IllegalArgumentException("has a key that is not 256 bits long");
        }
        this.versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        this.index = index.clone();
    }

    static KeyRing fresh() {
        return new KeyRing(new TreeMap<>(Map.of(1, Aes.newKey())), Aes.newKey());
    }

    /** With one more key, which seals from now on; the blind index stays, or nothing would be found any more. */
    KeyRing rotated() {
        var more = new TreeMap<>(versions);
        more.put(current() + 1, Aes.newKey());
        return new KeyRing(more, index);
    }

    int current() {
        return versions.lastKey();
    }

    boolean knows(int version) {
        return versions.containsKey(version);
    }

    /**
     * A key of its own for each purpose: random nonces are safe for 2^32 texts under one key (SP 800-38D, 8.3), and so
     * each purpose has that many.
     */
    SecretKey key(int version, String purpose) {
        return derived.computeIfAbsent(new Use(version, purpose), use -> {
            var key = versions.get(use.version());
            if (key == null) {
                throw new IllegalStateException("The key file has no key of version " + use.version());
            }
            return Aes.key(
                    Aes.hmac(key, "linli seal".getBytes(UTF_8), use.purpose().getBytes(UTF_8)));
        });
    }

    byte[] index(String purpose, String text) {
        return Aes.hmac(index, "linli index".getBytes(UTF_8), purpose.getBytes(UTF_8), text.getBytes(UTF_8));
    }

    byte[] mac(String purpose, byte[] content) {
        return Aes.hmac(index, "linli mac".getBytes(UTF_8), purpose.getBytes(UTF_8), content);
    }

    SortedMap<Integer, byte[]> versions() {
        return versions;
    }

    byte[] index() {
        return index.clone();
    }

    @Override
    public String toString() {
        return "keys " + versions.keySet(); // never the keys
    }

    private record Use(int version, String purpose) {}
}
