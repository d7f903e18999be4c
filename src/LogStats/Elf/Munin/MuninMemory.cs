namespace LogStats.Elf.Munin;

/// <summary>
/// What earlier rounds have seen, so that a method without calls is listed with none instead of vanishing from its
/// graph. Bounded: clients make names up, so a method that was idle for long is forgotten, and past a bound none is kept.
/// </summary>
internal sealed class MuninMemory(int bound = 5000, int longestIdle = 288)
{
    private readonly Dictionary<string, Seen> _methods = new(StringComparer.Ordinal);
    private readonly SortedSet<int> _codes = [];

    /// <summary>Adds what is missing from a round, and remembers what is new in it.</summary>
    public void Recall(SortedDictionary<string, MuninMethod> methods, SortedSet<int> codes)
    {
        _codes.UnionWith(codes);
        codes.UnionWith(_codes);
        foreach ((string section, MuninMethod method) in methods)
        {
            if (_methods.TryGetValue(section, out Seen? seen) || _methods.Count < bound)
            {
                seen ??= _methods[section] = new Seen(method.Group);
                seen.Idle = 0;
                seen.Codes.UnionWith(method.Codes);
                method.Codes.UnionWith(seen.Codes);
            }
        }

        foreach ((string section, Seen seen) in _methods.ToArray())
        {
            if (methods.ContainsKey(section))
            {
                continue;
            }

            if (++seen.Idle > longestIdle)
            {
                _methods.Remove(section);
                continue;
            }

            MuninMethod quiet = new(section, seen.Group);
            quiet.Codes.UnionWith(seen.Codes);
            methods.Add(section, quiet);
        }
    }

    private sealed class Seen(string group)
    {
        public string Group { get; } = group;

        public SortedSet<int> Codes { get; } = [];

        /// <summary>Rounds since it was last called.</summary>
        public int Idle { get; set; }
    }
}
