using LogStats.PowerShell.Bases;
using Xunit;

namespace LogStats.PowerShell.Tests.Bases;

public sealed class RejectFileTests
{
    [Fact]
    public void IsMadeByTheFirstLineAndAddedToAfterwards()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "bad.log");
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
        string folder = Directory.CreateTempSubdirectory().FullName;
        using RejectFile file = new(Path.Combine(folder, "bad.log"));

        Assert.True(file.Is(Path.Combine(folder, "sub", "..", "bad.log")));
        Assert.False(file.Is(Path.Combine(folder, "log.bad")));
    }
}
