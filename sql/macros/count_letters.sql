{#- How many letters and figures the sentences with these keys have together; see int_repost_sentences. -#}
{% macro count_letters(keys) -%}
    list_sum(list_transform({{ keys }}, lambda sentence_key: sentence_key % 1024))
{%- endmacro %}
