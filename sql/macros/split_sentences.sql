{#- The sentences of a text, letters and figures alone: an editor who changes the other marks makes no other text. -#}
{% macro split_sentences(text) -%}
    string_split_regex(
        regexp_replace({{ text }}, '[^\p{L}\p{N}。！？；!?;]+', '', 'g'), '[。！？；!?;]'
    )
{%- endmacro %}
