using LogStats.Elf.Patterns;
using LogStats.Faults;
using LogStats.Formats;

namespace LogStats.Elf;

/// <summary>The layouts that an access log may have: those of the catalogue, or the one that was given.</summary>
internal static class ElfLayouts
{
    /// <summary>The family's name in the catalogue.</summary>
    public const string Kind = "elf";

    /// <summary>The one that was named or described; null where it is to be found.</summary>
    /// <exception cref="LogStatsException">It cannot be compiled.</exception>
    public static ElfLayout? Given(ElfOptions options)
    {
        if (options.Pattern is not null)
        {
            return With(new ElfLayout("given", ServerPattern.Compile(options.Pattern, options.Format?.Dialect)), options);
        }

        return options.Format is null ? null : With(new ElfLayout(options.Format.Name, FormatPattern.Compile(options.Format)), options);
    }

    /// <summary>Every layout of the catalogue, compiled once; those of the user's own that cannot be are left out.</summary>
    public static IEnumerable<ElfLayout> All(ElfOptions options)
    {
        foreach (LogFormat format in FormatCatalog.All)
        {
            if (format.Kind == Kind)
            {
                yield return With(new ElfLayout(format.Name, FormatPattern.Compile(format)), options);
            }
        }
    }

    public static void Check(ElfOptions options)
    {
        _ = Unit(options);
        _ = Given(options);
    }

    private static ElfUnit? Unit(ElfOptions options)
        => options.LatencyUnit is null ? null
            : FieldNames.Unit(options.LatencyUnit) ?? throw Fail.Value("a unit", options.LatencyUnit, "ns, us, ms or s");

    /// <summary>With the unit that the user knows better.</summary>
    private static ElfLayout With(ElfLayout layout, ElfOptions options)
    {
        if (Unit(options) is not ElfUnit unit)
        {
            return layout;
        }

        ElfCompiled? compiled = layout.Compiled switch
        {
            { Pattern: { } pattern } => ElfCompiled.Of(With(pattern, unit)),
            { JsonFields: { } json } => ElfCompiled.Of(json with
            {
                Fields = [.. json.Fields.Select(field => field.Field == ElfField.Latency ? field with { Unit = unit } : field)],
            }),
            _ => null,
        };
        return layout with { Compiled = compiled, LatencyUnit = unit };
    }

    private static ElfPattern With(ElfPattern pattern, ElfUnit unit) => pattern with
    {
        Pieces = [.. pattern.Pieces.Select(piece => piece.Field == ElfField.Latency ? piece with { Unit = unit } : piece)],
        Shorter = pattern.Shorter is { } shorter ? With(shorter, unit) : null,
    };
}
