{#- A row of staging holds: today, or in the state that the runs before the moment `as_of` (UTC) left behind. -#}
{% macro is_known() -%}
    {%- if var('as_of') -%}
        known_from < timestamp '{{ var('as_of') }}'
        and (known_until is null or known_until >= timestamp '{{ var('as_of') }}')
    {%- else -%}
        known_until is null
    {%- endif -%}
{%- endmacro %}

{#- A run began before the moment `as_of`, or whenever where none is set. -#}
{% macro has_begun(started_at) -%}
    {%- if var('as_of') -%} {{ started_at }} < timestamp '{{ var('as_of') }}' {%- else -%} true {%- endif -%}
{%- endmacro %}
