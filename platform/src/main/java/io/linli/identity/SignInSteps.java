package io.linli.identity;

import io.linli.settings.Adjustments;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Says what somebody whose password was right has still to do. Outside the demo every staff post needs two factors. */
@Component
class SignInSteps {

    private final Adjustments adjustments;
    private final boolean needed;
    private final Clock clock;

    SignInSteps(IdentitySettings settings, Adjustments adjustments, @Value("${linli.demo}") boolean demo, Clock clock) {
        var wanted = settings.secondFactor().needed();
        this.adjustments = adjustments;
        this.needed = wanted == null ? !demo : wanted; // nobody's telephone is in the demo
        this.clock = clock;
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
        if (since == null || !account.serves()) {
            return false;
        }
        long days = adjustments.of(IdentityAdjustables.DAYS); // 0: never
        return days > 0 && !clock.instant().isBefore(since.plus(Duration.ofDays(days)));
    }
}
