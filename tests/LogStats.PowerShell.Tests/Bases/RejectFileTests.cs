using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Tests.Scenarios;
using Xunit;

namespace LogStats.PowerShell.Tests.Bases;

public sealed class RejectFileTests
{
    [Fact]
    public void IsMadeByTheFirstLineAndAddedToAfterwards()
    {
        using ScenarioFolder folder = new();
        string path = folder.PathOf("bad.log");
        for (int run = 0; run < 2; run++)
        {
            using RejectFile file = new(path);
            Assert.Equal(run > 0, File.Exists(path));
            file.Write("one"u8);
        }

        Assert.Equal("one\none\n", File.ReadAllText(path));
    }

    [Fact]
    public void KnowsItsOwnPathHoweverItIsWritten()
    {
        using ScenarioFolder folder = new();
        using RejectFile file = new(folder.PathOf("bad.log"));

        Assert.True(file.Is(Path.Combine(folder.Path, "sub", "..", "bad.log")));
        Assert.False(file.Is(Path.Combine(folder.Path, "log.bad")));
    }
}
