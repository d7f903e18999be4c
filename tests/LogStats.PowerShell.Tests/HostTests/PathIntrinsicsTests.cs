using System.Management.Automation;
using Microsoft.PowerShell.Commands;
using Xunit;
using DriveNotFoundException = System.Management.Automation.DriveNotFoundException;

namespace LogStats.PowerShell.Tests.HostTests;

public sealed class PathIntrinsicsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("logstats-path-").FullName;
    private readonly PathIntrinsics _paths;

    public PathIntrinsicsTests()
    {
        _paths = new SessionState(_folder).Path;
        File.WriteAllText(Path.Combine(_folder, "a.log"), string.Empty);
        File.WriteAllText(Path.Combine(_folder, "B.LOG"), string.Empty);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("x/y.log", "x/y.log")]
    [InlineData("./z[1]", "z[1]")]
    [InlineData("x/../q", "q")]
    public void UnresolvedPathsNeedNotExist(string typed, string expected)
    {
        string path = _paths.GetUnresolvedProviderPathFromPSPath(
            typed, out ProviderInfo provider, out PSDriveInfo drive);

        Assert.Equal(Path.Combine(_folder, Path.Combine(expected.Split('/'))), path);
        Assert.Equal(typeof(FileSystemProvider), provider.ImplementingType);
        Assert.NotNull(drive);
    }

    [Fact]
    public void AQualifiedPathHasNoDrive()
    {
        string full = Path.Combine(_folder, "a.log");
        Assert.Equal(full, _paths.GetUnresolvedProviderPathFromPSPath(
            @"Microsoft.PowerShell.Core\FileSystem::" + full, out _, out PSDriveInfo drive));
        Assert.Null(drive);
    }

    [Fact]
    public void WildcardsDoNotMindCaseAndMayMatchNothing()
    {
        Assert.Equal(["a.log", "B.LOG"],
            _paths.GetResolvedProviderPathFromPSPath("*.log", out _).Select(path => Path.GetFileName(path)));
        Assert.Empty(_paths.GetResolvedProviderPathFromPSPath("*.none", out _));
    }

    [Fact]
    public void OtherProvidersAreNamedSoThatTheyCanBeRefused()
    {
        Assert.Equal(["PATH"], _paths.GetResolvedProviderPathFromPSPath("Env:PATH", out ProviderInfo provider));
        Assert.Equal("Environment", provider.Name);
        Assert.NotEqual(typeof(FileSystemProvider), provider.ImplementingType);
    }

    [Fact]
    public void EachWrongPathHasItsOwnException()
    {
        Assert.Throws<ItemNotFoundException>(() => _paths.GetResolvedProviderPathFromPSPath("none", out _));
        Assert.Throws<DriveNotFoundException>(() => _paths.GetResolvedProviderPathFromPSPath("Nix:x", out _));
        Assert.Throws<ProviderNotFoundException>(() => _paths.GetResolvedProviderPathFromPSPath("Nix::x", out _));
    }
}
