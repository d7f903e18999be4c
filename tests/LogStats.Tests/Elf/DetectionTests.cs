using System.Text;
using LogStats.Elf;

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
}
