package io.linli.identity;

import java.util.Optional;
import java.util.function.Function;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Does later what somebody asked for earlier: as them, and by what they may see by then. Not within the system's scope. */
@Component
public class OnBehalf {

    private final Directory directory;

    OnBehalf(Directory directory) {
        this.directory = directory;
    }

    /** Empty when the account is gone or locked, or nothing permits it any more. */
    public <T> Optional<T> call(AccountId account, String permission, Function<Caller, T> work) {
        return directory
                .caller(account)
                .filter(now -> now.getPrincipal().may(permission))
                .map(now -> as(now.copy(), work));
    }

    private static <T> T as(CallerAuthentication who, Function<Caller, T> work) {
        var before = SecurityContextHolder.getContext();
        var theirs = SecurityContextHolder.createEmptyContext();
        theirs.setAuthentication(who);
        SecurityContextHolder.setContext(theirs);
        try {
            return work.apply(who.getPrincipal());
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }
}
