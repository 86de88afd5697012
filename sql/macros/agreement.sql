{#- Two claims say the same value, or the same range. -#}
{% macro says_same(one, other) -%}
    (
        {{ one }}.value = {{ other }}.value
        and {{ one }}.value_low is not distinct from {{ other }}.value_low
        and {{ one }}.value_high is not distinct from {{ other }}.value_high
    )
{%- endmacro %}

{#- Two claims do not contradict each other: the same value, or one exact figure and one near bound that it keeps. -#}
{% macro agrees(one, other) -%}
    (
        {{ says_same(one, other) }}
        or (not {{ one }}.is_bound and {{ other }}.is_bound and {{ _keeps(one, other) }})
        or (not {{ other }}.is_bound and {{ one }}.is_bound and {{ _keeps(other, one) }})
    )
{%- endmacro %}

{#- 超过7亿 goes with 7.065亿, not with 90亿: a text rounds to what is near, a bound far off speaks of something else. -#}
{% macro _keeps(exact, bound) -%}
    (
        abs({{ exact }}.value - {{ bound }}.value) <= {{ var('bound_reach') }} * abs({{ bound }}.value)
        and case {{ bound }}.qualifier
            when 'ge' then {{ exact }}.value >= {{ bound }}.value
            when 'gt' then {{ exact }}.value > {{ bound }}.value
            when 'le' then {{ exact }}.value <= {{ bound }}.value
            when 'lt' then {{ exact }}.value < {{ bound }}.value
            when 'approx'
                then abs({{ exact }}.value - {{ bound }}.value) <= {{ var('approximate_within') }} * abs({{ bound }}.value)
            else false
        end
    )
{%- endmacro %}
