package io.linli.settings;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * A certificate authority of this Linli alone, for a place without a domain name: phones that trust it get a secure
 * context (place, camera, work without a net). Its key stays in the data folder, and it signs for this machine only.
 */
final class OwnAuthority {

    static final String SERVER_CERTIFICATE = "server.crt";
    static final String SERVER_KEY = "server.key";

    private static final String CERTIFICATE = "ca.crt";
    private static final String KEY = "ca.key";
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private static final Duration AUTHORITY_HOLDS = Duration.ofDays(3650);

    /** Phones refuse server certificates that hold for more than about a year, or 825 days. */
    private static final Duration CERTIFICATE_HOLDS = Duration.ofDays(390);

    private static final Duration RENEWED_BEFORE = Duration.ofDays(60);
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final Path folder;
    private final Clock clock;

    OwnAuthority(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Makes what is missing, runs out soon, or does not name the machine as it is called now; tells whether it did. */
    boolean ensure(Set<String> names) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            var fresh = !Files.exists(folder.resolve(KEY)) || runsOut(certificate(), CERTIFICATE_HOLDS);
            if (fresh) {
                make();
            }
            if (fresh || !Files.exists(folder.resolve(SERVER_KEY)) || !isGood(names)) {
                sign(names);
                return true;
            }
            return false;
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("The certificate cannot be made", e);
        }
    }

    /** What people install on their devices. */
    X509Certificate certificate() throws IOException {
        return read(CERTIFICATE).getFirst();
    }

    /** By which people can tell that they got the right one. */
    static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(digest);
    }

    private void make() throws IOException, GeneralSecurityException, OperatorCreationException {
        var keys = keys();
        // told apart on a phone that trusts the authorities of two places
        var name = name("Linli " + HexFormat.of().formatHex(random(3)).toUpperCase(Locale.ROOT));
        var extensions = new JcaX509ExtensionUtils();
        var draft = draft(name, name, keys, AUTHORITY_HOLDS)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .addExtension(
                        Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
        Secrets.write(folder.resolve(KEY), pem(keys.getPrivate()));
        Secrets.write(folder.resolve(CERTIFICATE), pem(signed(draft, keys.getPrivate())));
    }

    private void sign(Set<String> names) throws IOException, GeneralSecurityException, OperatorCreationException {
        var authority = certificate();
        var key = PemContent.load(folder.resolve(KEY)).getPrivateKey();
        if (key == null) {
            throw new IOException("No key in " + folder.resolve(KEY));
        }
        var keys = keys();
        var extensions = new JcaX509ExtensionUtils();
        var called = new GeneralNames(names.stream()
                .map(name -> new GeneralName(
                        ADDRESS.matcher(name).matches() ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
        var issuer = X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
        var draft = draft(issuer, name("Linli"), keys, CERTIFICATE_HOLDS)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(Extension.subjectAlternativeName, false, called)
                .addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        extensions.createAuthorityKeyIdentifier(authority.getPublicKey()));
        var certificate = signed(draft, key);
        Secrets.write(folder.resolve(SERVER_KEY), pem(keys.getPrivate()));
        Secrets.write(folder.resolve(SERVER_CERTIFICATE), pem(certificate) + pem(authority));
    }

    private X509v3CertificateBuilder draft(X500Name issuer, X500Name subject, KeyPair keys, Duration holds)
            throws CertIOException {
        Instant now = clock.instant();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(1, random(16)),
                Date.from(now.minus(CLOCKS_DIFFER)),
                Date.from(now.plus(holds)),
                subject,
                keys.getPublic());
    }

    private boolean isGood(Set<String> names) throws IOException, GeneralSecurityException {
        var chain = read(SERVER_CERTIFICATE);
        var called = chain.getFirst().getSubjectAlternativeNames();
        var known = called == null
                ? Set.<String>of()
                : called.stream()
                        .map(name -> plain(String.valueOf(name.get(1))))
                        .collect(Collectors.toSet());
        return !runsOut(chain.getFirst(), RENEWED_BEFORE)
                && chain.size() == 2
                && chain.get(1).equals(certificate())
                && names.stream().map(OwnAuthority::plain).allMatch(known::contains);
    }

    // one address of version 6 has many spellings
    private static String plain(String name) {
        try {
            return name.contains(":") ? InetAddress.getByName(name).getHostAddress() : name;
        } catch (UnknownHostException e) {
            return name;
        }
    }

    private boolean runsOut(X509Certificate certificate, Duration before) {
        return certificate.getNotAfter().toInstant().isBefore(clock.instant().plus(before));
    }

    private List<X509Certificate> read(String file) throws IOException {
        return PemContent.load(folder.resolve(file)).getCertificates();
    }

    private static X509Certificate signed(X509v3CertificateBuilder draft, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(draft.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
    }

    private static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static X500Name name(String common) {
        return new X500NameBuilder()
                .addRDN(BCStyle.O, "Linli")
                .addRDN(BCStyle.CN, common)
                .build();
    }

    private static String pem(X509Certificate certificate) throws IOException, GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    private static String pem(PrivateKey key) throws IOException {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String type, byte[] content) throws IOException {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, content));
        }
        return text.toString();
    }
}
