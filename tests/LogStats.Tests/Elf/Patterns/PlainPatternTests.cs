using LogStats.Elf.Patterns;

namespace LogStats.Tests.Elf.Patterns;

public sealed class PlainPatternTests
{
    [Theory]
    [InlineData("{client} {time:iso} {latency:ms}", "Client ' ' Time(ISO 8601) ' ' Latency(Milliseconds)")]
    [InlineData("{Client}|{latency}|{latencyPart}|{receivedBytes}", "Client '|' Latency(Seconds) '|' LatencyPart(Seconds) '|' ReceivedBytes")]
    [InlineData("{time:us-date}, {time:clock}, {my_field},", "Time(month/day/year) ', ' Time(time of day) ', ' #0:my_field ','")]
    [InlineData("{time} {time:%d.%m.%Y %T} {x:us}", "Time(any) ' ' Time(%d.%m.%Y %T) ' ' #0:x(Microseconds)")]
    [InlineData("{{{client}} {-} {\"request\"}", "'{' Client '} ' None ' ' Request?")]
    [InlineData("{client} {status}{*}", "Client ' ' Status …")]
    public void A_text_becomes_its_pieces(string text, string pieces)
    {
        ElfPattern pattern = PlainPattern.Compile(text);
        Assert.Equal(pieces, PatternText.Of(pattern));
        Assert.Null(pattern.Shorter);
    }

    [Fact]
    public void Older_lines_end_earlier()
    {
        ElfPattern pattern = PlainPattern.Compile("{a} \"{client}\"{?} \"{b}\"{?} {c}{*}");
        Assert.Equal("#0:a ' \"' Client '\" \"' #1:b '\" ' #2:c …", PatternText.Of(pattern));
        Assert.Equal("#0:a ' \"' Client '\" \"' #1:b '\"' …", PatternText.Of(pattern.Shorter!));
        Assert.Equal("#0:a ' \"' Client '\"' …", PatternText.Of(pattern.Shorter!.Shorter!));
        Assert.Null(pattern.Shorter!.Shorter!.Shorter);
    }

    [Theory]
    [InlineData("{client} {status", 10, "'{' is not closed")]
    [InlineData("{client} {}", 10, "no name")]
    [InlineData("{client} {latency:min}", 10, "'min'")]
    [InlineData("{client} {time:%Q}", 16, "'%Q'")]
    [InlineData("{client}{status}", 9, "side by side")]
    [InlineData("{client} {*} {status}", 10, "not at the end")]
    [InlineData("text", 1, "no field")]
    public void What_cannot_be_compiled_is_named_with_its_column(string text, int column, string named)
        => PatternText.AssertFault(column, named, () => PlainPattern.Compile(text));
}
