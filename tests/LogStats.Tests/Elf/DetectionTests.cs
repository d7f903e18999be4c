using System.Text;
using LogStats.Elf;
using LogStats.Elf.Matching;
using LogStats.Elf.Patterns;
using LogStats.Faults;
using LogStats.Formats;

namespace LogStats.Tests.Elf;

/// <summary>What tells two layouts apart that both fit.</summary>
public sealed class DetectionTests
{
    private const string Line = "192.0.2.7 - - [20/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 12 \"-\" \"curl/8\" ";

    [Theory]
    [InlineData("0.035", "combined-seconds")]
    [InlineData("35", "combined-us")]
    public void APointInTheDurationMeansSeconds(string took, string format)
        => Assert.Equal(format, ElfDetection.Find([Encoding.ASCII.GetBytes(Line + took)], new ElfOptions())[0].Layout.Name);

    [Fact]
    public void The_usual_layouts_are_those_of_the_catalogue()
    {
        foreach ((string name, string pattern, string? rival) in UsualLayouts.All)
        {
            ElfLayout known = new(name, ElfCompiled.Of(ApachePattern.Compile(pattern)));
            Assert.True(known.IsSameAs(new ElfLayout(name, FormatPattern.Compile(FormatCatalog.Find(name)))), name);
            LogFormat format = FormatCatalog.Find(name);
            byte[][] lines = [.. format.Samples.Select(Encoding.UTF8.GetBytes)];
            ElfFit slow = ElfDetection.Find(lines, new ElfOptions())[0];
            Assert.Equal(name, slow.Layout.Name);
            Assert.Equal(rival is null ? [] : [rival], slow.Rivals);
        }
    }

    [Theory]
    [InlineData("<182>Nov 21 06:02:19 vm nginx: ")]
    [InlineData("2026-11-21T06:02:19.123456789Z stdout F ")]
    public void An_envelope_is_no_client(string envelope)
    {
        ElfFit fit = ElfDetection.Find([Encoding.ASCII.GetBytes(envelope + Line.TrimEnd())], new ElfOptions())[0];
        Assert.Equal("combined", fit.Layout.Name);
        Assert.NotEqual(LineWrapKind.None, fit.Wrap);
    }

    [Fact]
    public void Columns_that_nobody_described_are_told()
    {
        ElfInput input = ElfInput.Of([Encoding.ASCII.GetBytes(Line + "hit 0.001 \"x\"")], "x.log", null, new ElfOptions(), TimeProvider.System);
        Assert.Equal("combined-more", input.NewReader().Name);
        Assert.Contains("--log-format", input.Remark, StringComparison.Ordinal);
    }

    [Fact]
    public void What_fits_nothing_says_what_came_closest()
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => ElfInput.Of(
            [Encoding.ASCII.GetBytes(Line.Replace(" 200 ", " OK ", StringComparison.Ordinal))], "x.log", null, new ElfOptions(), TimeProvider.System));
        Assert.Equal(FaultId.FormatUnknown, fault.Id);
        Assert.Contains("Closest is", fault.Message, StringComparison.Ordinal);
    }
}
