namespace LogStats.Elf.Patterns;

/// <summary>A description of an access log, compiled: either a pattern of its lines, or the keys of its JSON objects.</summary>
internal sealed record ElfCompiled
{
    private ElfCompiled()
    {
    }

    /// <summary>Null where the lines are JSON.</summary>
    public ElfPattern? Pattern { get; private init; }

    /// <summary>Null where the lines are a pattern.</summary>
    public ElfJsonFields? JsonFields { get; private init; }

    public static ElfCompiled Of(ElfPattern pattern) => new() { Pattern = pattern };

    public static ElfCompiled Of(ElfJsonFields fields) => new() { JsonFields = fields };
}
