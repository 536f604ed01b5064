package io.linli.tasking.web;

import io.linli.identity.Caller;
import io.linli.tasking.MyTasks;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/tasks", version = "1+")
class TaskController {

    private final MyTasks tasks;

    TaskController(MyTasks tasks) {
        this.tasks = tasks;
    }

    enum State {
        open,
        done
    }

    @Operation(summary = "List the caller's own tasks, and those that wait for their unit or post")
    @GetMapping
    MyTasks.Page mine(
            Caller caller,
            @RequestParam(defaultValue = "open") State state,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return tasks.list(caller, state == State.open, after, size);
    }
}
