{#- A difference of doubles, to as many decimals as staging keeps: 54 - 53.62 is 0.38, not 0.38000000000000256. -#}
{% macro difference(one, other) -%}
    round({{ one }} - {{ other }}, 8)
{%- endmacro %}

{#- How many per cent of the whole a part is, to four decimals; empty where the whole is nothing. -#}
{% macro percent(part, whole) -%}
    round({{ part }} / nullif({{ whole }}, 0) * 100, 4)
{%- endmacro %}

{#- A quantity as a person writes it: 1,800,000,000 and 92.7. -#}
{% macro spell_quantity(value) -%}
    rtrim(rtrim(format('{:,.4f}', {{ value }}::double), '0'), '.')
{%- endmacro %}
