select public.linli_protect('tasking.task');
