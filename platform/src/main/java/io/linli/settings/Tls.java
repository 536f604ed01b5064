package io.linli.settings;

import static io.linli.settings.CannotStart.Reason.TLS_UNUSABLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * A secure connection of our own, where no proxy makes it: {@code linli.tls=cert.pem,key.pem} (renewed files are taken up
 * while running), or {@code linli.tls=self} with a certificate authority of this Linli.
 */
public final class Tls {

    static final String SELF = "self";

    private Tls() {}

    /** Turns the setting into those of the server, before it starts. */
    public static void apply(ConfigurableEnvironment environment, Path home) {
        var tls = environment.getProperty("linli.tls", "").strip();
        if (tls.isEmpty()) {
            return;
        }
        Path certificate;
        Path key;
        if (tls.equals(SELF)) {
            var folder = folder(home);
            try {
                authority(home, Clock.systemUTC())
                        .ensure(MachineNames.all(environment.getProperty("linli.tls-names", "")));
            } catch (IOException e) {
                throw new CannotStart(e, TLS_UNUSABLE, folder, String.valueOf(e.getMessage()));
            }
            certificate = folder.resolve(OwnAuthority.SERVER_CERTIFICATE);
            key = folder.resolve(OwnAuthority.SERVER_KEY);
        } else {
            var files = tls.split(",", -1);
            if (files.length != 2) {
                throw new CannotStart(TLS_UNUSABLE, tls, "cert.pem,key.pem | self");
            }
            certificate = Path.of(files[0].strip()).toAbsolutePath();
            key = Path.of(files[1].strip()).toAbsolutePath();
            check(certificate, key);
        }
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.ssl.bundle", "linli");
        settings.put("spring.ssl.bundle.pem.linli.keystore.certificate", "file:" + certificate);
        settings.put("spring.ssl.bundle.pem.linli.keystore.private-key", "file:" + key);
        settings.put("spring.ssl.bundle.pem.linli.reload-on-update", "true");
        environment.getPropertySources().addFirst(new MapPropertySource("linli.tls", settings));
    }

    private static void check(Path certificate, Path key) {
        for (var file : new Path[] {certificate, key}) {
            if (!Files.isReadable(file)) {
                throw new CannotStart(TLS_UNUSABLE, file, "?");
            }
        }
        try {
            if (PemContent.load(certificate).getCertificates().isEmpty()) {
                throw new CannotStart(TLS_UNUSABLE, certificate, "CERTIFICATE?");
            }
        } catch (IOException | RuntimeException e) {
            throw unusable(e, certificate);
        }
        try {
            if (PemContent.load(key).getPrivateKey() == null) {
                throw new CannotStart(TLS_UNUSABLE, key, "PRIVATE KEY?");
            }
        } catch (IOException | RuntimeException e) {
            throw unusable(e, key);
        }
    }

    private static CannotStart unusable(Exception e, Path file) {
        return e instanceof CannotStart known
                ? known
                : new CannotStart(e, TLS_UNUSABLE, file, String.valueOf(e.getMessage()));
    }

    static OwnAuthority authority(Path home, Clock clock) {
        return new OwnAuthority(folder(home), clock);
    }

    private static Path folder(Path home) {
        return home.resolve("tls");
    }
}
