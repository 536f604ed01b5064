package io.linli.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
class VaultTests {

    private static final String TEXT = "示例甲，𠮷野家门口，13800138000";

    @Autowired
    Vault vault;

    @Test
    void opensWhatItSealed() {
        assertThat(vault.open("incident.contact", vault.seal("incident.contact", TEXT)))
                .isEqualTo(TEXT);
    }

    @Test
    void showsNothingOfWhatItSealed() {
        var sealed = vault.seal("incident.contact", TEXT);

        assertThat(new String(sealed, UTF_8)).doesNotContain("示例甲", "138");
        assertThat(vault.seal("incident.contact", TEXT))
                .as("not even that two are equal")
                .isNotEqualTo(sealed);
    }

    @Test
    void namesFormatAndKeyVersionFirst() {
        assertThat(vault.seal("incident.contact", TEXT)).startsWith(1, 0, 1);
    }

    @Test
    void doesNotOpenForAnotherPurpose() {
        var sealed = vault.seal("incident.contact", TEXT);

        assertThatIllegalStateException().isThrownBy(() -> vault.open("incident.description", sealed));
    }

    @Test
    void doesNotOpenWhatWasChangedAnywhere() {
        var sealed = vault.seal("incident.contact", TEXT);

        for (var i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThatIllegalStateException()
                    .as("byte %s", i)
                    .isThrownBy(() -> vault.open("incident.contact", changed));
        }
    }

    @Test
    void doesNotOpenWhatIsCutOff() {
        var sealed = vault.seal("incident.contact", TEXT);

        for (var length = 0; length < sealed.length; length++) {
            var cut = java.util.Arrays.copyOf(sealed, length);
            assertThatIllegalStateException()
                    .as("%s bytes", length)
                    .isThrownBy(() -> vault.open("incident.contact", cut));
        }
    }

    @Test
    void findsEqualTextsOfOnePurposeOnly() {
        var index = vault.blindIndex("person.phone", "13800138000");

        assertThat(vault.blindIndex("person.phone", "13800138000"))
                .isEqualTo(index)
                .hasSize(32);
        assertThat(vault.blindIndex("person.phone", "13800138001")).isNotEqualTo(index);
        assertThat(vault.blindIndex("account.phone", "13800138000")).isNotEqualTo(index);
    }

    @Test
    void wrapsAKeyForOneLargeThing() {
        var content = "a photo".getBytes(UTF_8);
        var key = vault.newKey("files.key");
        var sealed = key.seal("1.copy", content);

        var unwrapped = vault.key("files.key", key.wrapped());

        assertThat(unwrapped.open("1.copy", sealed)).isEqualTo(content);
        assertThatIllegalStateException().isThrownBy(() -> unwrapped.open("2.copy", sealed));
        assertThatIllegalStateException()
                .isThrownBy(() -> vault.newKey("files.key").open("1.copy", sealed));
        assertThatIllegalStateException().isThrownBy(() -> vault.key("other.key", key.wrapped()));
    }
}
