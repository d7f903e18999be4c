namespace LogStats.Elf.Counting;

/// <summary>How often each method was asked with. Methods that no standard names count together.</summary>
internal sealed class MethodCounts
{
    private const int None = 0;
    private const int Other = 1;
    private const int Get = 2;

    private static readonly string[] s_names =
    [
        "(none)", "(other)", "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE", "PROPFIND",
    ];

    private readonly long[] _counts = new long[s_names.Length];

    public IEnumerable<KeyValuePair<string, long>> All
        => s_names.Select((name, index) => new KeyValuePair<string, long>(name, _counts[index])).Where(pair => pair.Value > 0);

    public void Add(ReadOnlySpan<byte> method) => _counts[IndexOf(method)]++;

    /// <summary>By name, as <see cref="All"/> has it. One that is not known here is one of the others.</summary>
    public void Add(string name, long count)
    {
        int index = Array.IndexOf(s_names, name);
        _counts[index < 0 ? Other : index] += count;
    }

    public void AddGets(long count) => _counts[Get] += count;

    /// <summary>Of a record.</summary>
    public void Add(string? method)
    {
        int index = method is null ? None : Array.IndexOf(s_names, method, Other + 1);
        _counts[index < 0 ? Other : index]++;
    }

    public void Merge(MethodCounts other)
    {
        for (int index = 0; index < _counts.Length; index++)
        {
            _counts[index] += other._counts[index];
        }
    }

    private static int IndexOf(ReadOnlySpan<byte> method) => method.Length switch
    {
        0 => None,
        3 => method.SequenceEqual("GET"u8) ? Get : method.SequenceEqual("PUT"u8) ? 5 : Other,
        4 => method.SequenceEqual("POST"u8) ? 4 : method.SequenceEqual("HEAD"u8) ? 3 : Other,
        5 => method.SequenceEqual("PATCH"u8) ? 7 : method.SequenceEqual("TRACE"u8) ? 10 : Other,
        6 => method.SequenceEqual("DELETE"u8) ? 6 : Other,
        7 => method.SequenceEqual("OPTIONS"u8) ? 8 : method.SequenceEqual("CONNECT"u8) ? 9 : Other,
        8 => method.SequenceEqual("PROPFIND"u8) ? 11 : Other,
        _ => Other,
    };
}
