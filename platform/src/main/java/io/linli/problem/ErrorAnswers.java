package io.linli.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers for what the server itself refused, or what went wrong before and after the controllers. */
@Hidden
@RestController
class ErrorAnswers implements ErrorController {

    private final ProblemAdvice advice;

    ErrorAnswers(ProblemAdvice advice) {
        this.advice = advice;
    }

    @RequestMapping("/error")
    @Nullable
    ResponseEntity<ProblemDetail> answer(HttpServletRequest request) throws Exception {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception exception) {
            return advice.answer(exception, request);
        }
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.valueOf(code)
                : HttpStatus.NOT_FOUND; // called by its own address
        return advice.answer(Refusals.of(status), request);
    }
}
