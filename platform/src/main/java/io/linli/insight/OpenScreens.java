package io.linli.insight;

import static io.linli.insight.InsightProblem.INSIGHT_SCREENS_FULL;

import io.linli.identity.AccountId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The screens that are open, by whose they are. Of those of one account the oldest gives way to a newer one; one that does
 * not read cannot even be told that, and stands here until the server gives its connection up. Nobody takes the places of
 * others with such: of one account so many at most are held at all.
 */
final class OpenScreens {

    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    /** Held by one account, those that gave way included, for each that it may have open. */
    private static final int HELD = 2;

    private final int each;
    private final int most;
    private final Map<AccountId, Integer> held = new HashMap<>();
    private final ArrayDeque<Screen> screens = new ArrayDeque<>();
    private int open;

    OpenScreens(int each, int most) {
        this.each = each;
        this.most = most;
    }

    /** Takes a place before the screen is there, since it costs something to make one. */
    synchronized void reserve(AccountId account) {
        int own = held.getOrDefault(account, 0);
        if (open >= most || own >= each * HELD) {
            throw INSIGHT_SCREENS_FULL.with().retryAfter(AGAIN_AFTER);
        }
        held.put(account, own + 1);
        open++;
    }

    /** The screen to which the place belonged is gone, or never came. */
    synchronized void giveBack(AccountId account) {
        open--;
        held.computeIfPresent(account, (whose, own) -> own == 1 ? null : own - 1);
    }

    synchronized void add(Screen screen) {
        screens.addLast(screen);
        var shown = screens.stream()
                .filter(one -> one.caller().id().equals(screen.caller().id()) && !one.isClosed())
                .toList();
        if (shown.size() > each) {
            shown.getFirst().close();
        }
    }

    synchronized void remove(Screen screen) {
        screens.remove(screen);
        giveBack(screen.caller().id());
    }

    synchronized int count() {
        return open;
    }

    synchronized List<Screen> all() {
        return List.copyOf(screens);
    }
}
