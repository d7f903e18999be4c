using System.Runtime.Versioning;
using Xunit;

namespace LogStats.Servers.Tests.Munin;

/// <summary>A plugin is asked by a real munin-node, in the words of a real master.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class MuninNodeTests
{
    private const string Plugin = """
        #!/bin/sh
        values() { echo "multigraph hello_$word"; echo 'a.value 7'; echo 'b.value U'; }
        if [ "$1" = config ]; then
            echo "multigraph hello_$word"; echo 'graph_title Hello'; echo 'a.label é'; echo 'b.label b'
            [ "$MUNIN_CAP_DIRTYCONFIG" = 1 ] && values
            exit 0
        fi
        values

        """;

    [NeedsFact(MuninNode.Program)]
    public async Task A_plugin_is_listed_configured_and_fetched()
    {
        await using MuninNode node = await MuninNode.StartAsync("hello", Plugin, "env.word big world");

        IReadOnlyList<string> answers = await node.AskAsync("cap multigraph", "list", "config hello", "fetch hello", "fetch nothing");

        Assert.Contains("multigraph", answers[0]);
        Assert.Equal("hello", answers[1].Trim());
        Assert.Equal("multigraph hello_big world\ngraph_title Hello\na.label é\nb.label b\n", answers[2]);
        Assert.Equal("multigraph hello_big world\na.value 7\nb.value U\n", answers[3]);
        Assert.Equal("# Unknown service\n", answers[4]);
    }

    [NeedsFact(MuninNode.Program)]
    public async Task A_master_that_can_gets_values_with_the_configuration()
    {
        await using MuninNode node = await MuninNode.StartAsync("hello", Plugin, "env.word x");

        IReadOnlyList<string> answers = await node.AskAsync("cap multigraph dirtyconfig", "config hello");

        Assert.Contains("dirtyconfig", answers[0]);
        Assert.EndsWith("multigraph hello_x\na.value 7\nb.value U\n", answers[1]);
    }

    [NeedsFact(MuninNode.Program)]
    public async Task The_tool_for_trying_plugins_gives_the_same()
    {
        await using MuninNode node = await MuninNode.StartAsync("hello", Plugin, "env.word x");

        (int exitCode, string output) = await node.RunAsync("hello");

        Assert.Equal(0, exitCode);
        Assert.Equal("multigraph hello_x\na.value 7\nb.value U\n", output);
    }
}
