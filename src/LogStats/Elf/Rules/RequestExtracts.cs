using System.Text.RegularExpressions;
using LogStats.Faults;
using LogStats.Tally;

namespace LogStats.Elf.Rules;

/// <summary>
/// The values that are counted in requests, as hashes: a row for each request that is remembered, with one place for
/// each configured name.
/// </summary>
internal sealed class RequestExtracts
{
    private const string Taken = "pattern";
    private readonly UserRegex[][] _patterns;
    private readonly ulong[] _values;

    public RequestExtracts(IReadOnlyList<ElfExtract> extracts, int rows)
    {
        HashSet<string> names = [];
        foreach (ElfExtract extract in extracts)
        {
            if (!names.Add(extract.Name))
            {
                throw Fail.Value(nameof(ElfRules.Patterns), extract.Name, "each name once, with all of its patterns");
            }
        }

        _patterns = [.. extracts.Select(extract => extract.Patterns.Select(pattern => Compile(extract.Name, pattern)).ToArray())];
        _values = new ulong[rows * _patterns.Length];
    }

    public Span<ulong> Row(int row) => _values.AsSpan(row * _patterns.Length, _patterns.Length);

    /// <summary>The hash of the first value that a name's patterns take; 0 if none takes any.</summary>
    public void Find(in RequestText text, Span<ulong> values)
    {
        for (int name = 0; name < values.Length; name++)
        {
            values[name] = 0;
            foreach (UserRegex pattern in _patterns[name])
            {
                if (pattern.Match(text.Text).Groups[Taken] is { Success: true } taken)
                {
                    values[name] = Math.Max(1, ByteHash.Of(text.Bytes(taken)));
                    break;
                }
            }
        }
    }

    private static UserRegex Compile(string name, string pattern)
    {
        UserRegex regex = UserRegex.Compile($"{nameof(ElfRules.Patterns)} '{name}'", pattern);
        return regex.Has(Taken) ? regex
            : throw Fail.Pattern($"{nameof(ElfRules.Patterns)} '{name}'", pattern, $"it names no group '{Taken}'",
                @"Name what is to be counted, for example 'uid=(?<pattern>\d+)'.");
    }
}
