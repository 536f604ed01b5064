package io.linli.residents;

import io.linli.privacy.IdCardNumber;
import io.linli.privacy.PersonName;
import io.linli.privacy.PhoneNumber;
import io.linli.privacy.Vault;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Seals what says who somebody is and where they live, and makes the blind indexes by which it is found again. */
@Component
class PersonalSeals {

    private static final String PERSON = "residents.personal";
    private static final String HOME = "residents.home";
    private static final String NOTE = "residents.note";
    private static final String NAME = "residents.name";
    private static final String IDENTITY = "residents.identity";
    private static final String PHONE = "residents.phone";

    private final Vault vault;
    private final JsonMapper json;

    PersonalSeals(Vault vault, JsonMapper json) {
        this.vault = vault;
        this.json = json;
    }

    byte[] seal(Personal personal) {
        return vault.seal(PERSON, json.writeValueAsBytes(personal));
    }

    Personal open(byte[] sealed) {
        return json.readValue(vault.openBytes(PERSON, sealed), Personal.class);
    }

    byte[] seal(HomeId home) {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(home.id().getMostSignificantBits())
                .putLong(home.id().getLeastSignificantBits())
                .array();
        return vault.seal(HOME, bytes);
    }

    HomeId home(byte[] sealed) {
        var bytes = ByteBuffer.wrap(vault.openBytes(HOME, sealed));
        return new HomeId(new UUID(bytes.getLong(), bytes.getLong()));
    }

    byte[] index(HomeId home) {
        return vault.blindIndex(HOME, home.toString());
    }

    byte[] index(PersonName name) {
        return vault.blindIndex(NAME, normal(name.name()));
    }

    byte @Nullable [] index(@Nullable IdCardNumber number) {
        return number == null ? null : vault.blindIndex(IDENTITY, number.number());
    }

    byte @Nullable [] index(@Nullable PhoneNumber number) {
        return number == null ? null : vault.blindIndex(PHONE, number.number());
    }

    byte @Nullable [] note(@Nullable String words) {
        return words == null ? null : vault.seal(NOTE, words);
    }

    @Nullable
    String note(byte @Nullable [] sealed) {
        return sealed == null ? null : vault.open(NOTE, sealed);
    }

    /** One spelling for what reads the same: widths, and what stands between the parts of a name. */
    static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("[\\s·•・.]", "");
    }
}
