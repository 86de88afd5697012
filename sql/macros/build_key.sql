{#- A key of 16 hex digits over some columns; the same parts as `ruraletl.records.build_key`. -#}
{% macro build_key(columns) -%}
    left(sha256(concat_ws(chr(31), {{ columns | join(', ') }})), 16)
{%- endmacro %}
