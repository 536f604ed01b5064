package io.linli.dataprotection;

import io.linli.dataprotection.ProtectionRequests.Kind;
import io.linli.dataprotection.ProtectionRequests.Request;
import io.linli.identity.Caller;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What somebody may know and do about their own data: what is kept and why, consents, erasure (art. 44 to 47). */
@Service
public class MyData {

    private static final int SHOWN = 50;

    private final Inventory inventory;
    private final ConsentRegister consents;
    private final PrivacyNotices notices;
    private final ProtectionRequests requests;
    private final RetentionRuns runs;

    MyData(
            Inventory inventory,
            ConsentRegister consents,
            PrivacyNotices notices,
            ProtectionRequests requests,
            RetentionRuns runs) {
        this.inventory = inventory;
        this.consents = consents;
        this.notices = notices;
        this.requests = requests;
        this.runs = runs;
    }

    /** One kind, and how many records there are about whoever asks. */
    public record Kept(Inventory.Entry entry, long records) {}

    /**
     * All of it.
     *
     * @param ahead what an erasure would leave, or let go on without the person: they know it before they ask
     * @param noticeDue whether the notice is still to be shown
     */
    public record View(
            List<Kept> kept,
            List<ConsentRegister.View> consents,
            List<Request> erasures,
            List<RetentionRuns.Ahead> ahead,
            boolean noticeDue) {}

    // in a transaction, which the system's scope needs: without one, what has row security was counted as none
    @Transactional(readOnly = true)
    public View of(Caller caller) {
        var counts = inventory.about(caller.id().toString());
        var kept = inventory.entries().stream()
                .filter(entry -> counts.getOrDefault(entry.kind(), 0L) > 0)
                .map(entry -> new Kept(entry, counts.getOrDefault(entry.kind(), 0L)))
                .toList();
        return new View(
                kept,
                consents.of(caller.id().id()),
                requests.mine(SHOWN, caller).stream()
                        .filter(request -> request.kind() == Kind.ERASURE)
                        .toList(),
                runs.ahead(caller.id().id()),
                notices.isDue(caller.id().id()));
    }

    public UUID askErasure(String reason, Caller caller) {
        return requests.askErasure(reason, caller);
    }
}
