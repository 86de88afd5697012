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

{#- Half a unit of the last digit with which a quantity is written, of the second at the most: 500 for 421,000. -#}
{% macro half_digit(value) -%}
    {%- set written = "rtrim(rtrim(format('{:.4f}', abs(" ~ value ~ ")::double), '0'), '.')" -%}
    0.5 * pow(10, if(
        contains({{ written }}, '.'),
        -length(split_part({{ written }}, '.', 2)),
        least(length({{ written }}) - length(rtrim({{ written }}, '0')), greatest(length({{ written }}) - 2, 0))
    ))
{%- endmacro %}
