using System.Reflection;
using ActiveSeg.Nets.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.Tests.Networks;

public sealed class ArithmeticTests
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void Nets_EverywhereElse_GivesLibTorchNoNumberThatCanBeCollectedDuringTheCall()
    {
        var found = CallsOf(typeof(Arithmetic).Assembly, except: typeof(Arithmetic)).Where(c => IsUnsafe(c.Called)).Select(c => $"{c.By}: {c.Called}");

        Assert.Equal("", string.Join("\n", found));
    }

    [Fact]
    public void TheCheckItself_ThisTestsOwnSum_IsFound()
    {
        var found = CallsOf(typeof(ArithmeticTests).Assembly).Where(c => IsUnsafe(c.Called)).Select(c => c.By);

        Assert.Contains($"{typeof(ArithmeticTests).FullName}.{nameof(OwnSum)}", found);
    }

    [Fact]
    public void Operations_AnyNumbers_AreThoseOfLibTorch()
    {
        using var scope = NewDisposeScope();
        var (x, y, z) = (tensor(new float[] { 1, 2 }), tensor(new float[] { 3, 5 }), tensor(new float[] { 2, 4 }));

        Assert.Equal([4, 7], Numbers(x.Plus(y)));
        Assert.Equal([3.5f, 4.5f], Numbers(x.Plus(2.5)));
        Assert.Equal([3, 6], Numbers(x.Times(3)));
        Assert.Equal([0.5f, 1], Numbers(x.Over(2)));
        Assert.Equal([1.5f, 1.75f], Numbers(x.Within(1.5, 1.75)));
        Assert.Equal([7, 12], Numbers(x.clone().PlusInPlace(y, 2)));
        Assert.Equal([2, 3], Numbers(x.clone().PlusInPlace(1)));
        Assert.Equal([2, 4], Numbers(x.clone().TimesInPlace(2)));
        Assert.Equal([0.25f, 0.5f], Numbers(x.clone().OverInPlace(4)));
        Assert.Equal([4, 12], Numbers(x.clone().PlusProductInPlace(y, z, 0.5)));
        Assert.Equal([4, 4.5f], Numbers(x.clone().PlusQuotientInPlace(y, z, 2)));
        Assert.Equal(8, y.sum().Number());
    }

    private static Tensor OwnSum(Tensor x, Tensor y) => x + y;

    private static float[] Numbers(Tensor x) => x.data<float>().ToArray();

    private static bool IsUnsafe(MethodBase called)
    {
        var parameters = called.GetParameters();
        return called.DeclaringType == typeof(Scalar) ? called.Name == "op_Implicit"
            : called.DeclaringType == typeof(TensorExtensionMethods) ? called.Name.StartsWith("To", StringComparison.Ordinal) && parameters.Length == 1
                && called is MethodInfo { ReturnType.IsPrimitive: true }
            : called.DeclaringType == typeof(Tensor) && (called.Name is "op_Addition"
                || (called.Name.StartsWith("op_", StringComparison.Ordinal) && parameters.Any(p => p.ParameterType != typeof(Tensor)))
                || (called.Name is "add" or "add_" && parameters.Length == 1));
    }

    /// <summary>All calls in the compiled code: the bytes of call, newobj and callvirt followed by a method's token.</summary>
    private static IEnumerable<(string By, MethodBase Called)> CallsOf(Assembly assembly, Type? except = null)
    {
        foreach (var type in assembly.GetTypes().Where(t => t != except))
        {
            foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
            {
                var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
                for (var at = 0; at + 4 < code.Length; at++)
                {
                    if (code[at] is 0x28 or 0x6F or 0x73 && Resolved(method, BitConverter.ToInt32(code, at + 1)) is { } called)
                    {
                        yield return ($"{type.FullName}.{method.Name}", called);
                    }
                }
            }
        }
    }

    private static MethodBase? Resolved(MethodBase from, int token)
    {
        try
        {
            return from.Module.ResolveMethod(
                token, from.DeclaringType!.IsGenericType ? from.DeclaringType.GetGenericArguments() : null,
                from.IsGenericMethod ? from.GetGenericArguments() : null);
        }
        catch (Exception e) when (e is ArgumentException or BadImageFormatException or IOException)
        {
            return null; // Not a token of a method.
        }
    }
}
