using LogStats.Elf.Times;
using LogStats.Faults;

namespace LogStats.Elf.Patterns;

/// <summary>A format of the catalogue, compiled.</summary>
internal static class FormatPattern
{
    /// <summary>Null for a format whose lines are only described by the log itself: W3C, whose columns stand in its head.</summary>
    /// <exception cref="LogStatsException">Its description cannot be compiled.</exception>
    public static ElfCompiled? Compile(LogFormat format)
    {
        if (format.Pattern is null)
        {
            return format.Fields.Count == 0 ? null : ElfCompiled.Of(Json(format));
        }

        ElfCompiled compiled = ServerPattern.Compile(format.Pattern, format.Dialect);
        return format.Escape is null || compiled.Pattern is null ? compiled
            : ElfCompiled.Of(WithEscape(compiled.Pattern, Escape(format)));
    }

    private static ElfJsonFields Json(LogFormat format)
    {
        List<ElfJsonField> fields = [];
        int extra = (int)ElfField.Extra;
        foreach ((string name, IReadOnlyList<string> keys) in format.Fields)
        {
            bool isKnown = FieldNames.TryField(name, out ElfField field);
            foreach (string key in keys)
            {
                string? unit = format.Units.GetValueOrDefault(key) ?? format.Units.GetValueOrDefault(name);
                fields.Add(new ElfJsonField(key, isKnown ? field : (ElfField)Math.Min(extra++, byte.MaxValue))
                {
                    Time = field == ElfField.Time ? Time(unit) : null,
                    Unit = field == ElfField.Time ? ElfUnit.None
                        : unit is not null ? FieldNames.Unit(unit) ?? throw Fail.Value("units", unit, "ns, us, ms, s or s-or-us")
                        : FieldNames.IsDuration(field) ? ElfUnit.Seconds : ElfUnit.None,
                    IsList = field is ElfField.Upstream or ElfField.UpstreamLatency or ElfField.UpstreamStatus,
                });
            }
        }

        return new ElfJsonFields(format.Name, fields);
    }

    private static TimePattern Time(string? form)
        => form is null ? TimePattern.Any : FieldNames.Time(form) ?? TimePattern.FromStrftime(form);

    private static ElfEscape Escape(LogFormat format)
        => Enum.TryParse(format.Escape, ignoreCase: true, out ElfEscape escape) && !char.IsAsciiDigit(format.Escape![0]) ? escape
            : throw Fail.Value("escape", format.Escape!, string.Join(", ", Enum.GetNames<ElfEscape>()));

    private static ElfPattern WithEscape(ElfPattern pattern, ElfEscape escape)
        => pattern with { Escape = escape, Shorter = pattern.Shorter is { } shorter ? WithEscape(shorter, escape) : null };
}
