package io.linli.dataprotection;

import static io.linli.dataprotection.DataProtectionProblem.PROTECTION_REFUSAL_NEEDS_REASON;

import io.linli.dataprotection.ProtectionRequests.Kind;
import io.linli.dataprotection.ProtectionRequests.Request;
import io.linli.identity.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A decision and what follows from it: the erasure of many rows is no part of the transaction that grants it. */
@Service
public class ProtectionDecisions {

    private final ProtectionRequests requests;
    private final Erasures erasures;

    ProtectionDecisions(ProtectionRequests requests, Erasures erasures) {
        this.requests = requests;
        this.erasures = erasures;
    }

    /** Who is refused is told why (个人信息保护法 art. 50). */
    public Request decide(UUID id, boolean granted, @Nullable String answer, Caller caller) {
        var words = answer == null || answer.isBlank() ? null : answer.strip();
        if (!granted && words == null) {
            throw PROTECTION_REFUSAL_NEEDS_REASON.with().at("answer");
        }
        var kind = requests.decide(id, granted, words, caller);
        if (granted && kind == Kind.ERASURE) {
            erasures.carryOut(id);
        }
        return requests.get(id);
    }
}
