namespace LogStats.Elf.Patterns;

/// <summary>What something that a server logs tells, and how far it is believed where two tell the same.</summary>
/// <param name="Field">What it tells.</param>
/// <param name="Rank">Of two that tell the same, the higher one is believed.</param>
/// <param name="Unit">In what a duration is written.</param>
/// <param name="IsList">Whether several values may stand there.</param>
internal readonly record struct FieldMeaning(
    ElfField Field, int Rank = FieldMeaning.Usual, ElfUnit Unit = ElfUnit.None, bool IsList = false)
{
    /// <summary>Believed only where nothing else tells it.</summary>
    public const int Last = 0;

    public const int Usual = 1;

    public const int Better = 2;

    public const int Best = 3;

    public static FieldMeaning Extra { get; } = new(ElfField.Extra);

    /// <summary>Of two durations the finer one is believed.</summary>
    public static FieldMeaning Latency(ElfUnit unit) => new(ElfField.Latency, unit switch
    {
        ElfUnit.Nanoseconds => Best + 1,
        ElfUnit.Microseconds => Best,
        ElfUnit.Milliseconds => Better,
        _ => Usual,
    }, unit);

    public static FieldMeaning RequestHeader(string name) => name.ToLowerInvariant() switch
    {
        "referer" or "referrer" => new(ElfField.Referer),
        "user-agent" => new(ElfField.Agent),
        "host" => new(ElfField.Host, Best),
        "x-forwarded-for" or "x-real-ip" or "true-client-ip" or "cf-connecting-ip" => new(ElfField.Client, Last, IsList: true),
        "x-forwarded-proto" => new(ElfField.Scheme, Last),
        "x-request-id" or "x-correlation-id" or "x-amzn-trace-id" => new(ElfField.RequestId),
        _ => Extra,
    };

    public static FieldMeaning ResponseHeader(string name) => name.ToLowerInvariant() switch
    {
        "x-cache" or "x-cache-status" or "cf-cache-status" => new(ElfField.Cache, Last),
        "x-request-id" or "x-correlation-id" => new(ElfField.RequestId, Last),
        _ => Extra,
    };

    public ElfPiece Piece(string name) => new(name) { Field = Field, Unit = Unit, IsList = IsList };
}
