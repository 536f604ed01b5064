package io.linli.notify;

import static io.linli.notify.NotifyProblem.NOTICE_ADDRESS_INVALID;
import static io.linli.notify.NotifyProblem.NOTICE_CHANNEL_CLOSED;
import static io.linli.notify.NotifyProblem.NOTICE_CODE_NOT_SENT;
import static io.linli.notify.NotifyProblem.NOTICE_CODE_TOO_OFTEN;
import static io.linli.notify.NotifyProblem.NOTICE_CODE_WRONG;

import io.linli.privacy.PhoneNumber;
import io.linli.privacy.Telephones;
import io.linli.privacy.Vault;
import io.linli.settings.Ids;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Where people can be reached outside their inbox, sealed. An address counts once the code that was sent there came back,
 * so that nobody is written to who did not ask for it.
 */
@Service
public class Addresses {

    private static final Logger log = LoggerFactory.getLogger(Addresses.class);
    private static final RandomGenerator RANDOM = new SecureRandom();
    private static final int TRIES = 5;
    private static final int A_DAY = 10;
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    private final JdbcClient database;
    private final Vault vault;
    private final ObjectProvider<Telephones> telephones;
    private final Carriers carriers;
    private final NoticeTexts texts;
    private final NotifySettings.Delivery settings;
    private final Clock clock;

    Addresses(
            JdbcClient database,
            Vault vault,
            ObjectProvider<Telephones> telephones,
            Carriers carriers,
            NoticeTexts texts,
            NotifySettings settings,
            Clock clock) {
        this.database = database;
        this.vault = vault;
        this.telephones = telephones;
        this.carriers = carriers;
        this.texts = texts;
        this.settings = settings.delivery();
        this.clock = clock;
    }

    /**
     * One channel as its owner sees it.
     *
     * @param open whether this installation sends through it
     * @param address masked; absent when there is none
     */
    public record Way(
            Channel channel, boolean open, @Nullable String address) {}

    public List<Way> of(UUID account) {
        return Arrays.stream(Channel.values())
                .map(channel -> new Way(
                        channel,
                        carriers.ready(channel),
                        find(account, channel)
                                .map(found -> AddressForm.masked(channel, found))
                                .orElse(null)))
                .toList();
    }

    /** Sends a code to a new address. The one before stays until the code comes back. */
    public void ask(UUID account, Channel channel, String typed, Locale language) {
        var address = AddressForm.read(channel, typed)
                .orElseThrow(() -> NOTICE_ADDRESS_INVALID.with().at("address"));
        if (!carriers.ready(channel)) {
            throw NOTICE_CHANNEL_CLOSED.with();
        }
        var code = "%06d".formatted(RANDOM.nextInt(1_000_000));
        var now = clock.instant();
        int taken = database.sql("""
                        insert into notify.address as kept
                            (account, channel, pending, code, expires_at, tries_left, asked_at, asked)
                        values (?, ?, ?, ?, ?, ?, ?, 1)
                        on conflict (account, channel) do update set pending = excluded.pending, code = excluded.code,
                            expires_at = excluded.expires_at, tries_left = excluded.tries_left,
                            asked_at = excluded.asked_at, asked = case when kept.asked_at < ? then 1 else kept.asked + 1 end
                        where kept.asked_at is null or kept.asked_at < ? or (kept.asked_at < ? and kept.asked < ?)""")
                .params(
                        account,
                        channel.name(),
                        vault.seal(purpose(channel), address),
                        hash(account, channel, code),
                        utc(now.plus(settings.code())),
                        TRIES,
                        utc(now),
                        utc(now.minus(Duration.ofDays(1))),
                        utc(now.minus(Duration.ofDays(1))),
                        utc(now.minus(AGAIN_AFTER)),
                        A_DAY)
                .update();
        if (taken == 0) {
            throw NOTICE_CODE_TOO_OFTEN.with().retryAfter(AGAIN_AFTER);
        }
        var told = texts.code(code, settings.code(), language);
        try {
            carriers.of(channel)
                    .carry(new Message(Ids.untimed(), channel, address, language, told.title(), told.text()));
        } catch (NotDelivered e) {
            log.warn("A code could not be sent through {}: {}", channel, e.code(), e);
            throw NOTICE_CODE_NOT_SENT.with().retryAfter(AGAIN_AFTER);
        }
    }

    /** Takes the new address for good. A code opens one address once, and wrong ones are counted. */
    public void confirm(UUID account, Channel channel, String code) {
        var expected = database.sql("""
                        update notify.address set tries_left = tries_left - 1
                        where account = ? and channel = ? and pending is not null and tries_left > 0 and expires_at > ?
                        returning code""")
                .params(account, channel.name(), utc(clock.instant()))
                .query((row, n) -> row.getBytes(1))
                .optional();
        if (expected.isEmpty()
                || !MessageDigest.isEqual(expected.get(), hash(account, channel, code))
                || !take(account, channel, expected.get())) {
            throw NOTICE_CODE_WRONG.with().at("code");
        }
    }

    private boolean take(UUID account, Channel channel, byte[] code) {
        return database.sql("""
                        update notify.address set sealed = pending, pending = null, code = null, expires_at = null
                        where account = ? and channel = ? and code = ?""").params(account, channel.name(), code).update() == 1;
    }

    public void forget(UUID account, Channel channel) {
        database.sql("""
                        update notify.address set sealed = null, pending = null, code = null, expires_at = null
                        where account = ? and channel = ?""").params(account, channel.name()).update();
    }

    /** Their own, or else the telephone that they sign in with. */
    Optional<String> find(UUID account, Channel channel) {
        var own = database.sql(
                        "select sealed from notify.address where account = ? and channel = ? and sealed is not null")
                .params(account, channel.name())
                .query((row, n) -> row.getBytes(1))
                .optional()
                .map(address -> vault.open(purpose(channel), address));
        return own.isPresent() || channel != Channel.SMS
                ? own
                : Optional.ofNullable(telephones.getIfAvailable())
                        .flatMap(known -> known.of(account.toString()))
                        .map(PhoneNumber::number);
    }

    /** Through which channels each of them can be reached. */
    Map<UUID, Set<Channel>> ways(Collection<UUID> accounts) {
        var ways = new HashMap<UUID, Set<Channel>>();
        var ids = accounts.stream().map(UUID::toString).toList();
        database.sql("""
                        select account, channel from notify.address
                        where account = any (?::uuid[]) and sealed is not null""").param(ids.toArray(String[]::new)).query(row -> {
            add(ways, row.getObject(1, UUID.class), Channel.valueOf(row.getString(2)));
        });
        if (carriers.ready(Channel.SMS)) {
            telephones.ifAvailable(
                    known -> known.known(ids).forEach(id -> add(ways, UUID.fromString(id), Channel.SMS)));
        }
        return ways;
    }

    private static void add(Map<UUID, Set<Channel>> ways, UUID account, Channel channel) {
        ways.computeIfAbsent(account, each -> EnumSet.noneOf(Channel.class)).add(channel);
    }

    private byte[] hash(UUID account, Channel channel, String code) {
        return vault.blindIndex("notify.code", account + " " + channel + " " + code);
    }

    private static String purpose(Channel channel) {
        return "notify.address." + channel;
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
