package io.linli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.problem.Problem;
import io.linli.problem.ProblemException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How many live streams are held for one account, and for all. */
class OpenStreamsTests {

    private enum Refusal implements Problem {
        FULL;

        @Override
        public Kind kind() {
            return Kind.UNAVAILABLE;
        }
    }

    /** One whose reader reads nothing: told to close, it stands there all the same. */
    private static final class Page implements OpenStreams.Stream {

        private final UUID account;
        private boolean closed;

        Page(long account) {
            this.account = new UUID(0, account);
        }

        @Override
        public UUID account() {
            return account;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final OpenStreams<Page> streams = new OpenStreams<>(2, 6, Refusal.FULL);

    @Test
    void letTheOldestOfAnAccountGiveWayAndHoldTwiceAsManyAtMost() {
        var first = opened(1);
        var second = opened(1);
        assertThat(first.isClosed()).isFalse();
        var third = opened(1);
        opened(1);

        assertThat(first.isClosed()).as("the oldest gives way").isTrue();
        assertThat(second.isClosed()).isTrue();
        assertThat(third.isClosed()).isFalse();
        assertThatThrownBy(() -> opened(1))
                .as("those that gave way stand there until their connections are given up")
                .isInstanceOf(ProblemException.class);
        assertThat(opened(2).isClosed()).as("of another account").isFalse();

        streams.remove(first);
        opened(1);
        assertThat(third.isClosed()).isTrue();
    }

    @Test
    void areSoManyAtMostOfAllAccountsTogether() {
        for (int account = 1; account <= 6; account++) {
            opened(account);
        }
        assertThatThrownBy(() -> opened(7)).isInstanceOf(ProblemException.class);
        assertThat(streams.count()).isEqualTo(6);

        streams.remove(streams.all().getFirst());
        streams.reserve(new UUID(0, 7));
        assertThat(streams.count())
                .as("a place that was given back is there for another")
                .isEqualTo(6);
        streams.giveBack(new UUID(0, 7));
        assertThat(streams.count()).as("one that never came").isEqualTo(5);
    }

    private Page opened(long account) {
        var page = new Page(account);
        streams.reserve(page.account());
        streams.add(page);
        return page;
    }
}
