package io.linli.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;

/** The vault over the keys of the key file. */
@Component
class KeyVault implements Vault {

    private static final byte[] DATA_FORMAT = {2}; // sealed by a key of its own, which the first format has wrapped

    private final Keys keys;

    KeyVault(Keys keys) {
        this.keys = keys;
    }

    @Override
    public byte[] seal(String purpose, String text) {
        return seal(purpose, text.getBytes(UTF_8));
    }

    @Override
    public String open(String purpose, byte[] sealed) {
        return new String(openBytes(purpose, sealed), UTF_8);
    }

    @Override
    public byte[] seal(String purpose, byte[] content) {
        var ring = keys.ring();
        return Envelope.seal(ring, ring.current(), purpose, content);
    }

    @Override
    public byte[] openBytes(String purpose, byte[] sealed) {
        return Envelope.open(keys.ringWith(Envelope.version(sealed)), purpose, sealed);
    }

    @Override
    public byte[] blindIndex(String purpose, String normalised) {
        return keys.ring().index(purpose, normalised);
    }

    @Override
    public byte[] mac(String purpose, byte[] content) {
        return keys.ring().mac(purpose, content);
    }

    @Override
    public DataKey newKey(String purpose) {
        var key = Aes.newKey();
        return new OneKey(Aes.key(key), seal(purpose, key));
    }

    @Override
    public DataKey key(String purpose, byte[] wrapped) {
        return new OneKey(Aes.key(openBytes(purpose, wrapped)), wrapped.clone());
    }

    private static final class OneKey implements DataKey {

        private final SecretKey key;
        private final byte[] wrapped;

        OneKey(SecretKey key, byte[] wrapped) {
            this.key = key;
            this.wrapped = wrapped;
        }

        @Override
        public byte[] wrapped() {
            return wrapped.clone();
        }

        @Override
        public byte[] seal(String purpose, byte[] content) {
            return Aes.seal(key, DATA_FORMAT, purpose.getBytes(UTF_8), content);
        }

        @Override
        public byte[] open(String purpose, byte[] sealed) {
            if (sealed.length == 0 || sealed[0] != DATA_FORMAT[0]) {
                throw new IllegalStateException("Not sealed by this vault");
            }
            return Aes.open(key, DATA_FORMAT, purpose.getBytes(UTF_8), sealed);
        }
    }
}
