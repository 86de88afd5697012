{#- What the models say of a figure, in both languages: a sentence a row, with its figures in order. They are texts, and
    none may be empty. -#}
{% macro tell(sentence, figures) -%}
    {%- set sentences = {
        'unit_differs': ('the catalogue measures it in {0}, the text in {1}', '目录的单位是 {0}，原文的单位是 {1}'),
        'share_over_100': ('{0} % of a whole', '占整体的 {0}%'),
        'above_plausible': ('{0} {1} is above {2}', '{0} {1} 高于 {2}'),
        'below_plausible': ('{0} {1} is below {2}', '{0} {1} 低于 {2}'),
        'water_per_head': ('{0} m³ per head and day', '每人每天 {0} m³'),
        'too_much_water': (
            '{0} {1} is above {2}; {3} m³ per head and day', '{0} {1} 高于 {2}；每人每天 {3} m³'
        ),
        'jump': (
            '{0} {1} for {2}, {3} {4} for {5}: a factor of {6}; texts against it: {7}, for it: {8}',
            '{2} 为 {0} {1}，{5} 为 {3} {4}：相差 {6} 倍；相悖的文本 {7} 篇，印证的 {8} 篇'
        ),
        'which_year': (
            '{0} {1} for {2}, {3} {4} for {5}: a factor of {6}', '{2} 为 {0} {1}，{5} 为 {3} {4}：相差 {6} 倍'
        ),
        'which_change': (
            '{0} % is told, {1} % lies between {2} {4} for {3} and {5} {4} for {6}',
            '原文变化率为 {0}%，由 {3} 的 {2} {4} 到 {6} 的 {5} {4} 算得 {1}%'
        ),
        'which_total': ('{0} {4} in all for {1}, after {2} {4} for {3}', '{1} 累计 {0} {4}，而 {3} 已累计 {2} {4}'),
        'which_part': ('{0} = {1} {3}, more than the {2} {3} of the whole', '{0} = {1} {3}，超过总数 {2} {3}'),
        'is_it_promised': ('published on {0}, after {1}', '发布于 {0}，晚于期限 {1}'),
        'review': ('{0}: {1}', '{0}：{1}'),
        'how_far_apart': ('from {0} to {1} {3}, chosen: {2}', '从 {0} 到 {1} {3}，采用 {2}'),
    } -%}
    {%- set english, chinese = sentences[sentence] -%}
    {%- set figures = figures | join(', ') -%}
    {'en': format('{{ english }}', {{ figures }}), 'zh': format('{{ chinese }}', {{ figures }})}
{%- endmacro %}
