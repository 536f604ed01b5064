package io.linli.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Says what somebody whose password was right has still to do. Outside the demo every staff post needs two factors. */
@Component
class SignInSteps {

    private final @Nullable Duration longest;
    private final boolean needed;
    private final Clock clock;

    SignInSteps(IdentitySettings settings, @Value("${linli.demo}") boolean demo, Clock clock) {
        var days = settings.password().days();
        var wanted = settings.secondFactor().needed();
        // passwords that are printed on a page about the demo need not be changed, and nobody's telephone is there
        this.longest = days == null ? demo ? null : IdentitySettings.PASSWORD_HOLDS : ofDays(days);
        this.needed = wanted == null ? !demo : wanted;
        this.clock = clock;
    }

    private static @Nullable Duration ofDays(int days) {
        return days == 0 ? null : Duration.ofDays(days);
    }

    /** @param shown whether a code of the second factor was shown in this session */
    Optional<SignInStep> due(Account account, boolean shown) {
        var proof = account.proof();
        if (account.kind() != AccountKind.PERSON) {
            return Optional.empty();
        }
        if (proof.secondFactor() && !shown) {
            return Optional.of(SignInStep.SECOND_FACTOR);
        }
        if (proof.given() || isOld(account)) {
            return Optional.of(SignInStep.PASSWORD);
        }
        return needed && !proof.secondFactor() && account.serves()
                ? Optional.of(SignInStep.SECOND_FACTOR_SET_UP)
                : Optional.empty();
    }

    boolean needsSecondFactor(Account account) {
        return needed && account.serves();
    }

    private boolean isOld(Account account) {
        var since = account.proof().since();
        return longest != null
                && since != null
                && account.serves()
                && !clock.instant().isBefore(since.plus(longest));
    }
}
