using ActiveSeg.Architecture.Tests.Repository;

namespace ActiveSeg.Architecture.Tests.Shapes;

public sealed class ShapeRulesTests
{
    private static readonly string[] PureProjects = ["Domain", "Volumes", "Policies"];

    private static readonly BuiltAssembly Planted =
        BuiltAssembly.Read("Planted", typeof(ShapeRulesTests).Assembly.Location);

    [Fact]
    public void Pure_PureProjects_ExposeNoTaskAndNoSetterAndHaveNoEffects() =>
        Breaches.AssertNone(BuiltAssembly.Source.Where(a => PureProjects.Contains(a.Project)).SelectMany(ShapeRules.Pure));

    [Fact]
    public void Pure_PlantedTypes_AreNamed()
    {
        var planted = Only("Impure");

        var breaches = ShapeRules.Pure(planted with { Used = ["System.IO.File.Exists", "System.Net.Sockets.Socket.Send", "System.Math.Abs"] });

        Assert.Equal(
            [
                $"{Name("Impure")}.get_Later exposes a task",
                $"{Name("Impure")}.set_Changed is a public setter",
                $"{Name("Impure")}.Field is a public setter",
                "Planted is pure and must not use System.IO.File.Exists",
                "Planted is pure and must not use System.Net.Sockets.Socket.Send",
            ],
            breaches);
    }

    [Fact]
    public void Read_OwnAssembly_SeesTheFilesItReads() => Assert.Contains("System.IO.File.ReadAllText", Planted.Used);

    [Fact]
    public void Grains_OfGrains_AreInternalAndSealed()
    {
        var grains = BuiltAssembly.Source.Single(a => a.Project == "Grains");

        Assert.Contains(grains.Types, ShapeRules.IsGrain);
        Breaches.AssertNone(BuiltAssembly.Source.SelectMany(ShapeRules.Grains));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public void Grains_VisibleOrOpen_IsNamed(bool visible, bool closed)
    {
        var grain = Only("Impure").Types[0] with { Bases = ["Orleans.Grain"], Visible = visible, Sealed = closed };

        Breaches.AssertOnly(
            $"{Name("Impure")} is a grain and must be internal and sealed",
            ShapeRules.Grains(Planted with { Types = [grain] }));
    }

    [Fact]
    public void Grains_InternalAndSealed_IsFine()
    {
        var grain = Only("Impure").Types[0] with { Bases = ["Orleans.Grain"], Visible = false, Sealed = true };

        Assert.Empty(ShapeRules.Grains(Planted with { Types = [grain] }));
    }

    [Fact]
    public void Aliases_SerializedTypes_HaveOneEachOfTheirOwn()
    {
        Assert.Contains(BuiltAssembly.Source.SelectMany(a => a.Types), t => t.Has("Orleans.GenerateSerializerAttribute"));
        Breaches.AssertNone(ShapeRules.Aliases(BuiltAssembly.Source));
    }

    [Fact]
    public void Aliases_Missing_IsNamed()
    {
        var type = Only("Impure").Types[0] with { Attributes = [("Orleans.GenerateSerializerAttribute", "")] };

        Breaches.AssertOnly(
            $"{Name("Impure")} is serialized and has no alias", ShapeRules.Aliases([Planted with { Types = [type] }]));
    }

    [Fact]
    public void Aliases_TwoTypesWithOne_AreNamed()
    {
        var first = Only("Impure").Types[0] with { Name = "A", Attributes = [("Orleans.AliasAttribute", "activeseg.lease")] };
        var second = first with { Name = "B" };

        Breaches.AssertOnly(
            "B and A have the same alias \"activeseg.lease\"",
            ShapeRules.Aliases([Planted with { Types = [first] }, Planted with { Types = [second] }]));
    }

    [Fact]
    public void Read_Attribute_KeepsItsFirstText()
    {
        var type = Only("Impure").Types[0];

        Assert.Contains(("System.ObsoleteAttribute", "planted"), type.Attributes);
    }

    private static BuiltAssembly Only(string nested) =>
        Planted with { Types = [.. Planted.Types.Where(t => t.Name == Name(nested))] };

    private static string Name(string nested) => $"{typeof(ShapeRulesTests).FullName}.{nested}";

    [Obsolete("planted")]
    public sealed class Impure
    {
#pragma warning disable CA1051
        public int Field;

        public readonly int Kept;
#pragma warning restore CA1051

        public const int Constant = 1;

        public static Task<int>? Later => null;

        public int Changed { get; set; }

        public int Chosen { get; init; }

        public int Calculated => Kept + Field + Constant;
    }
}
