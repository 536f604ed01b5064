package io.linli.identity;

import static io.linli.identity.IdentityProblem.ACCOUNT_IS_OWN;
import static io.linli.identity.IdentityProblem.ACCOUNT_LOCKED;
import static io.linli.identity.IdentityProblem.ACCOUNT_NOT_LOCKED;

import io.linli.identity.PostDesk.NewPost;
import io.linli.privacy.PersonName;
import io.linli.privacy.PhoneNumber;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens, locks and unlocks the accounts of those who serve, within the territory of whoever does it. */
@Service
@Transactional
public class StaffDesk {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"; // none that is read as another
    private static final int GROUPS = 3;
    private static final int GROUP = 5; // 31^15 of them

    private final Accounts accounts;
    private final PostDesk posts;
    private final Reach reach;
    private final PasswordEncoder passwords;
    private final IdentitySettings settings;
    private final Clock clock;

    StaffDesk(
            Accounts accounts,
            PostDesk posts,
            Reach reach,
            PasswordEncoder passwords,
            IdentitySettings settings,
            Clock clock) {
        this.accounts = accounts;
        this.posts = posts;
        this.reach = reach;
        this.passwords = passwords;
        this.settings = settings;
        this.clock = clock;
    }

    public record NewStaff(
            String username, PersonName name, @Nullable PhoneNumber phone, NewPost post) {}

    /** A password that is shown this once: good until then, to choose another. */
    public record HandedOut(AccountId account, String password, Instant until) {

        @Override
        public String toString() {
            return account.toString(); // never the password
        }
    }

    public HandedOut open(Caller caller, NewStaff staff) {
        posts.mayBeGiven(caller, staff.post());
        var password = newPassword();
        var until = clock.instant().plus(settings.password().given());
        var id = accounts.open(
                staff.username(),
                passwords.encode(password),
                until,
                staff.name().name(),
                staff.phone());
        var nobodyYet = new Account(
                id,
                staff.username(),
                AccountKind.PERSON,
                "",
                false,
                0,
                0,
                new Account.Proof(true, null, false),
                Set.of(),
                null,
                List.of());
        posts.give(nobodyYet, staff.post());
        return new HandedOut(id, password, until);
    }

    public void rename(Caller caller, AccountId id, PersonName name, @Nullable PhoneNumber phone) {
        reach.mustManage(caller, id);
        accounts.rename(id, name.name(), phone);
    }

    public void lock(Caller caller, AccountId id, String reason) {
        var account = reach.mustManage(caller, id);
        if (account.locked()) {
            throw ACCOUNT_LOCKED.with();
        }
        posts.mustNotBeTheLast(account);
        accounts.lock(id, reason);
    }

    public void unlock(Caller caller, AccountId id) {
        if (!reach.mustManage(caller, id).locked()) {
            throw ACCOUNT_NOT_LOCKED.with();
        }
        accounts.unlock(id);
    }

    /** Hands out a new password; the old one is worth nothing, and who is signed in with it is signed out. */
    public HandedOut reset(Caller caller, AccountId id, String reason) {
        if (caller.id().equals(id)) {
            throw ACCOUNT_IS_OWN.with();
        }
        reach.mustManage(caller, id);
        var password = newPassword();
        var until = clock.instant().plus(settings.password().given());
        accounts.handOut(id, passwords.encode(password), until, reason);
        return new HandedOut(id, password, until);
    }

    private static String newPassword() {
        return IntStream.range(0, GROUPS)
                .mapToObj(group -> RANDOM.ints(GROUP, 0, LETTERS.length())
                        .mapToObj(n -> String.valueOf(LETTERS.charAt(n)))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
    }
}
