using LogStats.Build.Processes;

namespace LogStats.Build.Tests;

/// <summary>The command line, and the build's own output.</summary>
public sealed class BuildRequestTests
{
    [Fact]
    public void Release_is_what_is_built_unless_told_otherwise()
    {
        Assert.Equal("Release", BuildRequest.Parse(["test"]).Configuration);
        Assert.Equal("Debug", BuildRequest.Parse(["test", "--configuration", "debug"]).Configuration);
    }

    [Fact]
    public void Only_the_benchmarks_get_arguments_of_their_own()
    {
        Assert.Equal(["--filter", "*Rsync*"], BuildRequest.Parse(["bench", "--filter", "*Rsync*"]).Forwarded);
        Assert.Throws<UsageException>(() => BuildRequest.Parse(["build", "--filter", "x"]));
        Assert.Throws<UsageException>(() => BuildRequest.Parse([]));
    }

    [Fact]
    public void Warnings_count_unless_they_are_advisories()
    {
        string[] lines =
        [
            "/r/a.csproj : warning MSB3277: Found conflicts",
            "/r/a.csproj : warning MSB3277: Found conflicts",
            "/r/b.csproj : warning NU1903: Package 'x' has a known vulnerability",
            "  0 Warning(s)",
        ];
        Assert.Equal([lines[0]], BuildWarnings.From(lines));
    }
}
