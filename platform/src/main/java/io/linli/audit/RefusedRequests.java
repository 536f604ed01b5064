package io.linli.audit;

import io.linli.problem.RefusalLog;
import io.linli.settings.Act;
import io.linli.settings.Acting;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.HandlerMapping;

/** Writes down what a known caller wanted to do and may not. Strangers are turned away without leaving a row. */
@Component
class RefusedRequests implements RefusalLog {

    private static final Logger log = LoggerFactory.getLogger(RefusedRequests.class);

    private final AuditLog audit;
    private final ObjectProvider<Acting> acting;

    RefusedRequests(AuditLog audit, ObjectProvider<Acting> acting) {
        this.audit = audit;
        this.acting = acting;
    }

    @Override
    public void forbidden(String problem, HttpServletRequest request) {
        var known = acting.getIfAvailable();
        if (known == null || known.now().isEmpty()) {
            return;
        }
        try {
            audit.did(Act.of("request.refused")
                    .on("request", request.getMethod() + " " + path(request))
                    .refused(problem));
        } catch (DataAccessException | TransactionException e) {
            // the refusal stands whether it can be written down or not: nothing was done
            log.error("A refused request could not be written into the audit record", e);
        }
    }

    private static String path(HttpServletRequest request) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        var path = pattern == null || pattern.equals("/**") ? request.getRequestURI() : pattern.toString();
        return path.replaceAll("\\p{Cntrl}", "");
    }
}
